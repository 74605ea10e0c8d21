package ykaws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import ykaws.harness.Place;
import ykaws.harness.Program;
import ykaws.harness.PtyProgram;
import ykaws.harness.Waiting;
import ykaws.pcsc.KeyLocks;

/** Signals to {@code exec}: before there is a command, and where ykaws stays as its parent. */
@EnabledOnOs(OS.LINUX)
class ExecSignalsIT {
    private final Place place = Place.create();

    @BeforeEach
    void enroll() {
        ykaws().run("enroll", "dev").expect(0);
    }

    @AfterEach
    void clean() {
        place.close();
    }

    private Program ykaws() {
        return Program.ykaws(place).env("YKAWS_SANDBOX", "1").env("YKAWS_SANDBOX_TOUCH", "auto");
    }

    /** While the test holds the key's lock, ykaws waits for it and can end by nothing of its own. */
    @Test
    void whoKillsTheLauncherEndsTheProgramBehindItToo() throws IOException {
        Path locks = place.stateFolder().resolve("sandbox/state/locks");
        try (KeyLocks.Held key = new KeyLocks(locks, notice -> {}).acquire("ykaws sandbox YubiKey 12345678");
                Program.Running exec = ykaws().start("exec", "dev", "--", "true")) {
            assertThat(key).isNotNull();
            Waiting.until(() -> exec.errSoFar().contains("another ykaws waits"), exec::errSoFar);
            List<ProcessHandle> behind = exec.process().descendants().toList();
            assertThat(behind).isNotEmpty();
            exec.process().destroy();
            assertThat(exec.await().code()).isEqualTo(143);
            Waiting.until(() -> behind.stream().noneMatch(ProcessHandle::isAlive), () -> "the end of " + behind);
            assertThat(exec.errSoFar()).doesNotContain("error");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TERM", "HUP", "USR2", "WINCH"})
    void aSignalToTheParentOfAServedCommandReachesIt(String signal) throws IOException {
        // Nobody can trap what was ignored from the start, as HUP is under nohup(1).
        assumeFalse(signal.equals("HUP") && hangUpIsIgnored());
        String command =
                "trap 'echo got " + signal + "; exit 7' " + signal + "; echo ready; while :; do sleep 0.1; done";
        try (Program.Running exec = ykaws().start("exec", "-s", "dev", "--", "sh", "-c", command)) {
            exec.expect("ready");
            send(signal, exec.pid());
            assertThat(exec.await().expect(7).out()).isEqualTo("ready\ngot " + signal + "\n");
        }
    }

    private static boolean hangUpIsIgnored() throws IOException {
        String ignored = Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("SigIgn:"))
                .findFirst()
                .orElseThrow();
        return (Long.parseUnsignedLong(ignored.substring(7).strip(), 16) & 1) != 0;
    }

    private static void send(String signal, long pid) {
        try {
            assertThat(new ProcessBuilder("kill", "-" + signal, Long.toString(pid))
                            .start()
                            .waitFor())
                    .isZero();
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** A JVM answers it by a list of its threads; standard output is the command's. */
    @Test
    void whatTheJvmSaysToAQuitIsNotData() throws IOException {
        Path go = place.work().resolve("go");
        String command = "echo ready; while [ ! -e go ]; do sleep 0.1; done; echo done";
        try (Program.Running exec = ykaws().start("exec", "-s", "dev", "--", "sh", "-c", command)) {
            exec.expect("ready");
            send("QUIT", exec.pid());
            Waiting.until(() -> exec.errSoFar().contains("JNI global refs"), exec::errSoFar);
            Files.createFile(go);
            assertThat(exec.await().expect(0).out()).isEqualTo("ready\ndone\n");
        }
    }

    @Test
    void aChildOfTheShellAnswersTheQuitKeyItself() {
        try (PtyProgram pty = PtyProgram.start(ykaws())) {
            pty.expect("ykaws(sandbox)> ");
            pty.line("exec dev -- sh -c 'grep SigBlk /proc/self/status'").expect(Pattern.compile("SigBlk:\\s*0+\\n"));
            pty.expect("ykaws(sandbox)> ");
            pty.line("exec dev -- sh -c 'trap \"echo trap\"ped QUIT; echo rea\"\"dy; sleep 600; echo go\"\"ne on'");
            // The sleep dies of it, and the shell that waits for it goes on.
            pty.expect("ready").ctrl('\\').expect("trapped").expect("gone on").expect("ykaws(sandbox)> ");
            pty.line("exit");
            assertThat(pty.exitCode()).isZero();
        }
    }

    @Test
    void ctrlZStopsAServedCommandWithItsParentAndFgGoesOn() {
        Program bash = Program.of(place, "bash", "--norc", "-i")
                .env("PS1", "PROMPT> ")
                .env("YKAWS_SANDBOX", "1")
                .env("YKAWS_SANDBOX_TOUCH", "auto");
        try (PtyProgram pty = PtyProgram.start(bash)) {
            pty.expect("PROMPT> ");
            pty.line("ykaws exec -s dev -- sh -c 'echo rea''dy; read answer; echo got $answer; exit 5'");
            pty.expect("ready").ctrl('Z').expect(Pattern.compile("Stopped.*\\n(.*\\n)*PROMPT> "));
            pty.line("echo shell is ba''ck").expect("back").expect("PROMPT> ");
            pty.line("fg").expect("ykaws exec").line("an answer").expect("got an answer");
            pty.expect("PROMPT> ").line("echo code $?.").expect("code 5.");
        }
    }

    @Test
    void aYkawsThatIsKilledLeavesTheCommandAloneAndItsTokenToTheNextOne() throws IOException {
        Path token;
        try (Program.Running exec = ykaws().start(
                        "exec",
                        "-s",
                        "dev",
                        "--",
                        "sh",
                        "-c",
                        "echo $$ $AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE; exec sleep 600")) {
            exec.expect(".token\n");
            String[] printed = exec.outSoFar().trim().split(" ", 2);
            token = Path.of(printed[1]);
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(token)))
                    .isEqualTo("rw-------");
            ProcessHandle command = ProcessHandle.of(Long.parseLong(printed[0])).orElseThrow();
            try {
                exec.process().destroyForcibly();
                assertThat(exec.await().code()).isEqualTo(137);
                assertThat(command.isAlive()).isTrue();
                assertThat(token).exists();
            } finally {
                command.destroyForcibly();
            }
        }
        ykaws().run("exec", "-s", "dev", "--", "true").expect(0);
        assertThat(token).doesNotExist();
    }

    @Test
    void withoutACommandAShellStartsAndSaysSo() {
        try (PtyProgram pty = PtyProgram.start(ykaws().env("SHELL", "").env("PS1", "INNER> "), "exec", "dev")) {
            pty.expect("ykaws: starting a shell with the credentials; exit leaves it")
                    .expect("INNER> ");
            pty.line("echo $0 $AWS_VAULT.").expect("/bin/sh dev.");
            pty.line("exit 4");
            assertThat(pty.exitCode()).isEqualTo(4);
        }
        ykaws().run("exec", "dev").expect(2);
    }
}
