package ykaws.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import ykaws.harness.Leaks;
import ykaws.harness.Outcome;
import ykaws.harness.Place;
import ykaws.harness.Program;

/** The launcher becomes the command of {@code exec}. */
class HandoffIT {
    @TempDir
    static Path folder;

    private static Path app;

    private final Place place = Place.create();

    @BeforeAll
    static void makeStandIn() {
        app = StandIn.makeIn(folder);
    }

    @AfterEach
    void removePlace() {
        place.close();
    }

    static Stream<Arguments> shells() {
        return Shells.all();
    }

    private Program program(List<String> shell) {
        return StandIn.program(place, app, shell);
    }

    private static String set(String name, String value) {
        return name + "=" + HexFormat.of().formatHex(value.getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @MethodSource("shells")
    void theCommandsExitCodeIsOurs(List<String> shell) throws IOException {
        for (int code : new int[] {0, 7, 130}) {
            program(shell).run("exec", "--", "sh", "-c", "exit " + code).expect(code);
        }
        program(shell).run("exec", "--", "sh", "-c", "kill -KILL $$").expect(128 + 9);
        program(shell).run("exec", "--", "no-such-command-anywhere").expect(127);
        Path text = Files.writeString(place.root().resolve("text"), "not a program");
        program(shell).run("exec", "--", text.toString()).expect(126);
    }

    @ParameterizedTest
    @MethodSource("shells")
    void withoutAHandOverTheProgramsExitCodeIsOurs(List<String> shell) {
        assertThat(program(shell)
                        .run("exec", "fail", "--", "echo", "never")
                        .expect(7)
                        .out())
                .isEmpty();
        assertThat(program(shell)
                        .run("exec", "nothing", "--", "echo", "never")
                        .expect(0)
                        .out())
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("shells")
    void theCommandIsTheLaunchersProcess(List<String> shell) {
        // Looked at by the shell itself: a pipe or a child of it would show up among them.
        String look =
                "echo I am $$; for n in 0 1 2 3 4 5 6 7 8 9; do [ -e /proc/$$/fd/$n ] && printf '%s ' $n; done; :";
        try (Program.Running running = program(shell).start("exec", "--", "sh", "-c", look)) {
            String out = running.await().expect(0).out();
            assertThat(out).startsWith("I am " + running.pid() + "\n");
            // Neither the pipe nor the saved stdout is left open in it.
            assertThat(out.lines().skip(1)).containsExactly("0 1 2 ");
        }
    }

    @ParameterizedTest
    @MethodSource("shells")
    void environmentAndArgumentsArriveByteForByte(List<String> shell) {
        String odd = "line one\nline 'two' \"quoted\" $(id) `id` \\ $HOME\n\n*~ é✓\t\n";
        String large = "x".repeat(100_000);
        Outcome outcome = program(shell)
                .env("STANDIN_SET", set("ODD", odd) + "," + set("EMPTY", ""))
                .env("STANDIN_UNSET", "inherited")
                .env("KEPT", odd)
                .run(
                        "exec",
                        "--",
                        "sh",
                        "-c",
                        "printf '%s|' \"$ODD\" \"${EMPTY-unset}\" \"${STANDIN_UNSET-unset}\" \"$KEPT\" \"$@\"",
                        "sh",
                        odd,
                        "",
                        large,
                        large,
                        "--",
                        "exec");
        assertThat(outcome.expect(0).out())
                .isEqualTo(String.join("|", odd, "", "unset", odd, odd, "", large, large, "--", "exec") + "|");
        assertThat(outcome.err()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("shells")
    void nothingOfOursIsInTheCommandsEnvironment(List<String> shell) {
        Outcome outcome = program(shell).unset("LANG").run("exec", "--", "env");
        assertThat(outcome.expect(0).outLines())
                .noneMatch(line -> line.startsWith("yk_") || line.startsWith("LC_ALL="));
    }

    @Test
    void standardInputIsTheCommands() {
        assertThat(program(List.of("/bin/sh"))
                        .stdin("for the command")
                        .run("exec", "--", "cat")
                        .expect(0)
                        .out())
                .isEqualTo("for the command");
    }

    @Test
    void aSecretIsInNoCommandLineAndNoFile() throws IOException {
        Leaks leaks = Leaks.of("fWx4secretUvoN1k");
        try (Program.Running running = program(List.of("/bin/sh"))
                .env("STANDIN_SET", set("SECRET", "fWx4secretUvoN1k"))
                // The child proves that it has it, without saying it.
                .start("exec", "--", "sh", "-c", "echo ${#SECRET} characters; sleep 600 & wait")) {
            running.expect("16 characters");
            leaks.absentFromCommandLines();
            leaks.absentUnder(place.root(), file -> false);
            running.process().descendants().forEach(ProcessHandle::destroy);
        }
    }

    @Test
    void termReachesTheCommand() {
        try (Program.Running running = program(List.of("/bin/sh"))
                .start(
                        "exec",
                        "--",
                        "sh",
                        "-c",
                        "trap 'echo trapped; exit 9' TERM; echo ready; while :; do sleep 1; done")) {
            running.expect("ready");
            running.process().destroy();
            assertThat(running.await().expect(9).out()).isEqualTo("ready\ntrapped\n");
        }
    }

    @Test
    void descriptorsThatTheCallerOpenedReachTheCommand() {
        Outcome outcome = Program.of(place, "sh", "-c", "exec 3>&1 4>&1 8>&1 9>&1; exec ykaws \"$@\"", "sh")
                .env("YKAWS_APP_DIR", app.toString())
                .env("YKAWS_ARCHIVE", "off")
                .run("exec", "--", "sh", "-c", "for fd in 3 4 8 9; do echo $fd >&$fd; done");
        assertThat(outcome.expect(0).out()).isEqualTo("3\n4\n8\n9\n");
    }
}
