package ykaws;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import ykaws.harness.Launcher;
import ykaws.harness.Outcome;
import ykaws.harness.Place;
import ykaws.harness.Program;
import ykaws.harness.PtyProgram;
import ykaws.harness.Waiting;

/** Where a request for a touch goes: without a terminal, with and without a desktop, and on a terminal. */
class TouchChannelIT {
    private final Place place = Place.create();

    @BeforeEach
    void enroll() {
        Program.ykaws(place).env("YKAWS_SANDBOX", "1").run("enroll", "dev").expect(0);
    }

    @AfterEach
    void clean() {
        place.close();
    }

    /** With a key that nobody touches, and no terminal at all: a session of its own. */
    private Program untouched() {
        return Program.of(place, "setsid", "--wait", Launcher.path().toString())
                .env("YKAWS_SANDBOX", "1")
                .env("YKAWS_SANDBOX_TOUCH", "never");
    }

    private Path desktop(int exitCode) throws IOException {
        Path record = place.work().resolve("notified");
        Path program = Files.writeString(
                place.bin().resolve("notify-send"),
                "#!/bin/sh\nprintf '%s\\n' \"$@\" >'" + record + ".new' && mv '" + record + ".new' '" + record
                        + "'\nexit " + exitCode + "\n");
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
        return record;
    }

    @Test
    void withNobodyToTellACredentialProcessFailsAtOnce() {
        Outcome failed =
                untouched().run("export", "--format", "json", "dev-role").expect(6);
        assertThat(failed.out()).isEmpty();
        assertThat(failed.errLines().get(0))
                .isEqualTo("ykaws: error: the key waits for a touch, and there is neither a terminal nor a desktop to"
                        + " say so");
        // The key's own patience would have ended in another message.
        assertThat(failed.err()).doesNotContain("nobody touched");
    }

    @Test
    void aDesktopThatRefusesIsNone() throws IOException {
        Path record = desktop(1);
        untouched()
                .env("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent")
                .run("export", "--format", "json", "dev-role")
                .expect(6);
        assertThat(record).exists();
    }

    @Test
    void theDesktopIsToldAndNothingHangs() throws IOException {
        Path record = desktop(0);
        Program program = untouched().env("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent");
        try (Program.Running export = program.start("export", "--format", "json", "dev-role")) {
            Waiting.until(() -> Files.exists(record), () -> "the notification");
            assertThat(Files.readAllLines(record))
                    .endsWith("--", "ykaws", "the software key waits in vain for arn:aws:iam::123456789012:mfa/dev");
            export.process().destroy();
            assertThat(export.await().code()).isEqualTo(143);
        }
    }

    @Test
    void aForeignNameReachesTheDesktopAsText() throws IOException {
        Path record = desktop(0);
        Program.ykaws(place)
                .env("YKAWS_SANDBOX", "1")
                .stdin("JBSWY3DPEHPK3PXP\n")
                .run("oath", "add", "--touch", "evil <b>$(touch x)")
                .expect(0);
        Program program = untouched().env("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent");
        try (Program.Running code = program.start("code", "evil <b>$(touch x)")) {
            Waiting.until(() -> Files.exists(record), () -> "the notification");
            assertThat(code.process().isAlive()).isTrue();
            List<String> told = Files.readAllLines(record);
            assertThat(told.get(told.size() - 1))
                    .contains("evil &lt;b&gt;$(touch x)")
                    .doesNotContain("<b>");
            assertThat(place.work().resolve("x")).doesNotExist();
        }
    }

    @Test
    void onATerminalItCanBeCancelledCountsDownAndRings() {
        Program program = Program.ykaws(place)
                .env("YKAWS_SANDBOX", "1")
                .env("YKAWS_SANDBOX_TOUCH", "enter")
                .env("TERM_PROGRAM", "WezTerm");
        try (PtyProgram pty = PtyProgram.start(program, "export", "--format", "json", "dev-role")) {
            pty.expect("press Enter to touch the software key").ctrl('C');
            assertThat(pty.exitCode()).isEqualTo(130);
        }
        try (PtyProgram pty = PtyProgram.start(program, "export", "--format", "json", "dev-role")) {
            pty.expect("press Enter to touch the software key").expect("14 s left");
            Waiting.until(() -> pty.raw().contains("\u001b]9;ykaws: press Enter"), pty::raw);
            pty.expect("9 s left").line("").expect("\"SessionToken\":");
            assertThat(pty.exitCode()).isZero();
        }
    }
}
