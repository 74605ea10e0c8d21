package ykaws;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import ykaws.harness.Place;
import ykaws.harness.Program;
import ykaws.harness.PtyProgram;

/** {@code code --watch} on a terminal, and the questions of {@code oath reset}, {@code rename} and {@code delete}. */
class CodeWatchIT {
    private static final String SEED = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";
    private static final String PROMPT = "ykaws(sandbox)> ";

    private final Place place = Place.create();

    private Program ykaws() {
        return Program.ykaws(place).env("YKAWS_SANDBOX", "1");
    }

    @BeforeEach
    void accounts() {
        ykaws().run("oath", "add", "--period", "3", "quick", SEED).expect(0);
        ykaws().run("oath", "add", "--touch", "touchy", SEED).expect(0);
    }

    @AfterEach
    void clean() {
        place.close();
    }

    @Test
    void theTableRefreshesAtEachStepUntilAKeyIsPressed() {
        try (PtyProgram watch = PtyProgram.start(ykaws(), "code", "--watch")) {
            String first = watch.expect(Pattern.compile("3/quick +\\d{6}"));
            watch.expect("touchy   [touch needed]").expect("(any key ends)");
            watch.expect(Pattern.compile("3/quick +(?!" + first.substring(first.length() - 6) + ")\\d{6}"));

            // The key is free between two readings.
            ykaws().run("oath", "list").expect(0);

            watch.type("q");
            assertThat(watch.exitCode()).isZero();
            assertThat(watch.raw()).endsWith("\u001b[J\u001b[?25h").contains("\u001b[?25l");
        }
    }

    @Test
    void oneAccountShowsItsNextCodeToo() {
        try (PtyProgram watch = PtyProgram.start(ykaws(), "code", "--watch", "quick")) {
            watch.expect("3/quick");
            String now = watch.expect(Pattern.compile("\\d{6}  TOTP 3 s  [#.]{10} +[1-3] s"));
            String next = watch.expect(Pattern.compile("\\d{6}  in [1-3] s")).substring(0, 6);
            assertThat(now).doesNotStartWith(next);
            watch.expect(Pattern.compile(next + "  TOTP 3 s"));

            watch.ctrl('C');
            assertThat(watch.exitCode()).isEqualTo(130);
            assertThat(watch.raw()).endsWith("\u001b[?25h");
        }
    }

    @Test
    void aPasswordIsAskedForOnce() {
        ykaws().stdin("secret\n").run("oath", "password", "set").expect(0);
        try (PtyProgram watch = PtyProgram.start(ykaws(), "code", "--watch")) {
            watch.expect("Password of the OATH application: ").line("secret");
            String first = watch.expect(Pattern.compile("3/quick +\\d{6}"));
            watch.expect(Pattern.compile("3/quick +(?!" + first.substring(first.length() - 6) + ")\\d{6}"));
            watch.type(" ");

            assertThat(watch.exitCode()).isZero();
            assertThat(watch.screen().split("Password of", -1)).hasSize(2);
        }
    }

    @Test
    void inTheShellCtrlCEndsTheViewAndNotTheShell() {
        try (PtyProgram shell = PtyProgram.start(Program.ykaws(place), "--sandbox")) {
            shell.expect(PROMPT).line("code --watch").expect(Pattern.compile("3/quick +\\d{6}"));
            shell.expect("(any key ends)").ctrl('C').expect(PROMPT);
            shell.line("code -w").expect("3/quick ");
            shell.expect("(any key ends)").type("x").expect(PROMPT).ctrl('D');

            assertThat(shell.exitCode()).isZero();
        }
    }

    @Test
    void resetAsksForAWordAndTellsWhatIsLost() {
        try (PtyProgram reset = PtyProgram.start(ykaws(), "oath", "reset")) {
            reset.expect("2 accounts are lost:").expect("3/quick").expect("touchy");
            reset.expect("Type 12345678 or reset to go on: ").line("yes");
            reset.expect("cancelled, nothing was changed");
            assertThat(reset.exitCode()).isEqualTo(130);
        }
        try (PtyProgram reset = PtyProgram.start(ykaws(), "oath", "reset")) {
            reset.expect("Type 12345678 or reset to go on: ").line("12345678").expect("is empty");
            assertThat(reset.exitCode()).isZero();
        }
        assertThat(ykaws().run("oath", "list").expect(0).out()).isEmpty();
    }

    @Test
    void deletingAndRenamingAskOnce() {
        try (PtyProgram rename = PtyProgram.start(ykaws(), "oath", "rename", "touchy", "ACME:touchy")) {
            rename.expect("Rename touchy to ACME:touchy? [y/N] ").line("y").expect("renamed");
            assertThat(rename.exitCode()).isZero();
        }
        try (PtyProgram delete = PtyProgram.start(ykaws(), "oath", "delete", "quick", "touchy")) {
            delete.expect("  3/quick").expect("  ACME:touchy");
            delete.expect("Delete these 2 accounts from the key?").line("y");
            delete.expect("deleted 3/quick").expect("deleted ACME:touchy");
            assertThat(delete.exitCode()).isZero();
        }
    }

    @Test
    void withoutAProgramForItTheTerminalIsHandedTheCode() {
        try (PtyProgram copy = PtyProgram.start(ykaws(), "code", "quick", "--copy")) {
            copy.expect("handed to the terminal's clipboard");
            assertThat(copy.exitCode()).isZero();
            assertThat(copy.raw()).containsPattern("\u001b]52;c;[A-Za-z0-9+/]{8}\u0007");
        }
    }
}
