package ykaws.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import ykaws.harness.Place;
import ykaws.harness.Program;
import ykaws.harness.PtyProgram;

/** Ctrl-C and Ctrl-Z on a terminal, before and after the hand-over. */
class KeyboardIT {
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

    private Program program() {
        return StandIn.program(place, app);
    }

    @Test
    void tellsThatAllStreamsAreTerminals() {
        try (PtyProgram pty = PtyProgram.start(program(), "property", "ykaws.tty")) {
            pty.expect("111");
            assertThat(pty.exitCode()).isZero();
        }
    }

    @Test
    void ctrlCIsTheCommandsToAnswer() {
        try (PtyProgram pty = PtyProgram.start(
                program(),
                "exec",
                "--",
                "sh",
                "-c",
                "trap 'echo trapped; exit 42' INT; echo ready; while :; do sleep 1; done")) {
            pty.expect("ready").ctrl('C').expect("trapped");
            assertThat(pty.exitCode()).isEqualTo(42);
        }
    }

    @Test
    void ctrlCEndsTheProgramWhileItStillWorksForExec() {
        try (PtyProgram pty = PtyProgram.start(program(), "exec", "wait", "--", "echo", "never")) {
            pty.expect("working").ctrl('C');
            assertThat(pty.exitCode()).isEqualTo(130);
            assertThat(pty.screen()).doesNotContain("never");
        }
    }

    @Test
    void ctrlCEndsAPlainCommand() {
        try (PtyProgram pty = PtyProgram.start(program(), "wait")) {
            pty.expect("waiting").ctrl('C');
            assertThat(pty.exitCode()).isEqualTo(130);
        }
    }

    @Test
    void ctrlZStopsAndFgGoesOn() {
        Program bash = Program.of(place, "bash", "--norc", "-i")
                .env("PS1", "PROMPT> ")
                .env("YKAWS_APP_DIR", app.toString())
                .env("YKAWS_ARCHIVE", "off");
        try (PtyProgram pty = PtyProgram.start(bash)) {
            pty.expect("PROMPT> ");
            pty.line("ykaws exec -- sh -c 'echo rea''dy; read answer; echo got $answer; exit 5'");
            pty.expect("ready").ctrl('Z').expect(Pattern.compile("Stopped.*\\n(.*\\n)*PROMPT> "));
            pty.line("echo shell is ba''ck").expect("back").expect("PROMPT> ");
            pty.line("fg")
                    .expect("ykaws exec")
                    .line("an answer")
                    .expect("got an answer")
                    .expect("PROMPT> ");
            pty.line("echo code $?.").expect("code 5.");

            pty.line("ykaws exec wait -- true").expect(Pattern.compile("working in [0-9]+"));
            pty.ctrl('Z').expect("Stopped").expect("PROMPT> ");
            pty.line("fg").expect("ykaws exec wait").ctrl('C').expect("PROMPT> ");
            pty.line("echo code $?.").expect("code 130.");
            pty.line("exit");
            assertThat(pty.exitCode()).isZero();
        }
    }
}
