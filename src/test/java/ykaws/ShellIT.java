package ykaws;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import ykaws.harness.Leaks;
import ykaws.harness.Place;
import ykaws.harness.Program;
import ykaws.harness.PtyProgram;

/** The interactive shell on a terminal, as a person meets it. */
class ShellIT {
    private static final String PROMPT = "ykaws(sandbox)> ";
    private static final String ARN = "arn:aws:iam::123456789012:mfa/dev";
    private static final String SEED = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP";

    private final Place place = Place.create();

    @AfterEach
    void clean() {
        place.close();
    }

    private PtyProgram shell() {
        PtyProgram shell = PtyProgram.start(Program.ykaws(place), "--sandbox");
        return shell.expect(PROMPT);
    }

    private Path history() {
        return place.stateFolder().resolve("sandbox/state/history");
    }

    @Test
    void storesASecretThatIsTypedUnseenAndGivesACodeAtATouch() throws IOException {
        try (PtyProgram shell = shell()) {
            shell.line("oath add " + ARN).expect("Secret (base32): ").line(SEED);
            shell.expect("stored " + ARN + ", touch required");
            shell.expect(Pattern.compile("\\d{6}\\r?\\n\\d{6}\\r?\\n"));
            shell.expect(PROMPT);

            shell.line("code dev")
                    .expect("press Enter to touch the software key")
                    .line("");
            shell.expect(Pattern.compile("\\n\\d{6}\\r?\\n"));
            assertThat(shell.expect(Pattern.compile("valid \\d{1,2} s"))).isNotEmpty();
            shell.type(" ").expect(PROMPT);
            shell.ctrl('D');

            assertThat(shell.exitCode()).isZero();
            for (Leaks secret : Leaks.ofBase32(SEED)) {
                secret.absentFrom("the terminal", shell.raw().getBytes(java.nio.charset.StandardCharsets.UTF_8));
            }
        }
        assertThat(Files.readAllLines(history())).containsExactly("oath add " + ARN, "code dev");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(history())))
                .isEqualTo("rw-------");
    }

    @Test
    void remembersNoLineWithASecretInIt() throws IOException {
        try (PtyProgram shell = shell()) {
            shell.line("oath add one " + SEED).expect("stored one").expect(PROMPT);
            shell.line("export dev --mfa-token 123456").expect(PROMPT);
            shell.line("oath ad " + SEED).expect("error").expect(PROMPT);
            shell.line("code one").expect(Pattern.compile("\\d{6}"));
            shell.type(" ").expect(PROMPT).line("exit");

            assertThat(shell.exitCode()).isZero();
        }
        assertThat(Files.readAllLines(history())).containsExactly("code one");
    }

    @Test
    void anErrorEndsALineAndNotTheShell() {
        try (PtyProgram shell = shell()) {
            shell.line("no such command").expect("ykaws: error: ").expect(PROMPT);
            shell.line("code nobody")
                    .expect("ykaws: error: ")
                    .expect("ykaws: hint: ")
                    .expect(PROMPT);
            shell.line("'open").expect("a single quote is open").expect(PROMPT);
            shell.line("${NO_SUCH}").expect("NO_SUCH is not defined").expect(PROMPT);
            shell.line("code --sandbox")
                    .expect("--sandbox belongs to the start")
                    .expect(PROMPT);
            shell.ctrl('D');

            assertThat(shell.exitCode()).isZero();
        }
    }

    @Test
    void ctrlCCancelsTheCommandAndNotTheShell() {
        try (PtyProgram shell = shell()) {
            shell.line("oath add touchy --touch " + SEED)
                    .expect("stored touchy")
                    .expect(PROMPT);
            shell.line("code touchy").expect("press Enter to touch");
            shell.ctrl('C').expect("interrupted").expect(PROMPT);
            shell.line("oath add x").expect("Secret (base32): ");
            shell.ctrl('C').expect("interrupted").expect(PROMPT);
            shell.type("half a line").expect("half a line").ctrl('C').expect(PROMPT);

            // The key still works: the cancelled touch holds nobody up.
            shell.line("oath list").expect("touchy").expect(PROMPT);
            shell.ctrl('D');
            assertThat(shell.exitCode()).isZero();
        }
    }

    /** What asks for a touch counts down once a second; the commands after it last longer than that. */
    @Test
    void whatAsksForATouchEndsWithItsCommand() {
        try (PtyProgram shell = shell()) {
            shell.line("oath add " + ARN + " " + SEED).expect(Pattern.compile("\\d{6}\\r?\\n\\d{6}"));
            shell.expect(PROMPT);

            shell.line("code dev").expect("press Enter to touch").ctrl('C');
            shell.expect("error: interrupted").expect(PROMPT);
            shell.line("exec dev -- sh -c 'sleep 3; echo after C'").expect("\nafter C");
            shell.line("code " + ARN).expect("press Enter to touch").line("");
            shell.expect(Pattern.compile("\\n\\d{6}\\r?\\n"));
            // Ends the countdown of the code, if it has not expired just now.
            shell.type(" ").expect(PROMPT);
            shell.line("exec dev -- sh -c 'sleep 3; echo after code'").expect("\nafter code");

            String screen = shell.screen();
            assertThat(screen.substring(screen.indexOf("error: interrupted"), screen.indexOf("\nafter C")))
                    .doesNotContain("s left");
            assertThat(screen.substring(screen.lastIndexOf("sleep 3"))).doesNotContain("s left");
        }
    }

    @Test
    void tabCompletesCommandsOptionsAccountsAndProfiles() {
        try (PtyProgram shell = shell()) {
            shell.line("oath add some-account " + SEED)
                    .expect("stored some-account")
                    .expect(PROMPT);

            shell.type("exp\t").expect("export ");
            shell.type("dev-r\t").expect("dev-role ").type("--fo\t").expect("--format ");
            shell.type("js\t").expect("json").ctrl('C').expect(PROMPT);
            shell.type("code some\t").expect("some-account").ctrl('C').expect(PROMPT);
            shell.ctrl('D');

            assertThat(shell.exitCode()).isZero();
        }
    }

    @Test
    void wordsAreColoured() {
        try (PtyProgram shell = shell()) {
            shell.type("code -H nonsense").expect("nonsense");

            assertThat(shell.raw()).containsPattern("\\[[0-9;]*m[^\\n]*code").contains("\u001b[");
            shell.ctrl('C').expect(PROMPT).ctrl('D');
            assertThat(shell.exitCode()).isZero();
        }
    }

    @Test
    void execHasTheTerminalAndItsOwnSignals() {
        try (PtyProgram shell = shell()) {
            shell.line(
                    "exec dev --no-session -- sh -c 'trap \"echo g\\\\ot it; exit 3\" INT; echo re\"\"ady; sleep 60 & wait'");
            shell.expect("ready").ctrl('C').expect("got it").expect(PROMPT);
            shell.line("exec dev --no-session -- sh -c 'echo wa\"\"iting; read x; echo \"<$x>\"'");
            shell.expect("waiting").line("typed").expect("<typed>");
            shell.expect(PROMPT).ctrl('D');

            assertThat(shell.exitCode()).isZero();
        }
    }
}
