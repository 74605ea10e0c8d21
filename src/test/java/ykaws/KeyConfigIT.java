package ykaws;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import ykaws.harness.Place;
import ykaws.harness.Program;
import ykaws.harness.PtyProgram;

/** {@code key config} at a terminal: it asks before it writes, and lock codes are typed unseen. */
class KeyConfigIT {
    private static final String CODE = "00112233445566778899aabbccddeeff";

    private final Place place = Place.create();

    @AfterEach
    void clean() {
        place.close();
    }

    private PtyProgram onATerminal(String... words) {
        return PtyProgram.start(Program.ykaws(place).env("YKAWS_SANDBOX", "1"), words);
    }

    private String info() {
        return Program.ykaws(place)
                .env("YKAWS_SANDBOX", "1")
                .run("key", "info", "-o", "json")
                .expect(0)
                .out();
    }

    @Test
    void anAnswerOtherThanYesChangesNothing() {
        try (PtyProgram command = onATerminal("key", "config", "usb", "--disable", "PIV")) {
            command.expect("disable PIV over USB").expect("[y/N] ").line("");
            assertThat(command.exitCode()).isEqualTo(130);
        }
        assertThat(info()).contains("{\"name\":\"PIV\",\"usb\":\"enabled\"");
    }

    @Test
    void lockCodesAreTypedUnseenAndTwice() {
        try (PtyProgram command = onATerminal("key", "config", "lock-code")) {
            command.expect("New lock code (32 hexadecimal digits): ").line(CODE);
            command.expect("The same again: ").line(CODE);
            command.expect("[y/N] ").line("y").expect("the configuration is now locked");
            assertThat(command.exitCode()).isZero();
            assertThat(command.raw()).doesNotContain(CODE);
        }
        assertThat(info()).contains("\"config_locked\":true");
        try (PtyProgram command = onATerminal("key", "config", "usb", "--disable", "PIV")) {
            command.expect("[y/N] ").line("y");
            command.expect("Lock code (32 hexadecimal digits): ").line(CODE);
            command.expect("done: PIV disabled over USB");
            assertThat(command.exitCode()).isZero();
            assertThat(command.raw()).doesNotContain(CODE);
        }
    }

    @Test
    void twoDifferentCodesAreNone() {
        try (PtyProgram command = onATerminal("key", "config", "lock-code", "--force")) {
            command.expect("New lock code (32 hexadecimal digits): ").line(CODE);
            command.expect("The same again: ").line(CODE.replace('0', '1'));
            assertThat(command.exitCode()).isEqualTo(2);
        }
        assertThat(info()).contains("\"config_locked\":false");
    }

    @Test
    void aLineWithALockCodeIsNotRemembered() throws IOException {
        try (PtyProgram shell = onATerminal()) {
            shell.expect("ykaws(sandbox)> ").line("key config lock-code --force --new-lock-code " + CODE);
            shell.expect("now locked").expect("ykaws(sandbox)> ");
            shell.line("key config usb --list").expect("OATH").expect("ykaws(sandbox)> ");
            shell.ctrl('D');
            assertThat(shell.exitCode()).isZero();
        }
        assertThat(Files.readString(place.stateFolder().resolve("sandbox/state/history"), StandardCharsets.UTF_8))
                .contains("key config usb --list")
                .doesNotContain(CODE);
    }
}
