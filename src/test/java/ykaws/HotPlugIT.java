package ykaws;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import ykaws.harness.AttachedKey;
import ykaws.harness.Outcome;
import ykaws.harness.PcscdRelay;
import ykaws.harness.Place;
import ykaws.harness.Program;
import ykaws.harness.PtyProgram;
import ykaws.harness.Requirement;

/** A key that is plugged in while somebody waits for it, over the real pcscd and a virtual reader. */
class HotPlugIT {
    private static final String READER = "Virtual PCD 00 00";

    private final Place place = Place.create();
    private String vpcd = "";

    @BeforeEach
    void theReaderIsEmpty() {
        vpcd = Requirement.virtualReader();
        Outcome nothing = Program.ykaws(place).run("--reader", READER, "--no-input", "oath", "info");
        assertThat(nothing.code())
                .as("without a terminal and a key: " + nothing)
                .isEqualTo(3);
    }

    @AfterEach
    void clean() {
        place.close();
    }

    private PtyProgram onATerminal(String... words) {
        String[] all = new String[words.length + 2];
        all[0] = "--reader";
        all[1] = READER;
        System.arraycopy(words, 0, all, 2, words.length);
        return PtyProgram.start(Program.ykaws(place), all);
    }

    @Test
    void aCommandGoesOnWhenTheKeyComes() {
        try (PtyProgram command = onATerminal("oath", "info")) {
            command.expect("insert your YubiKey (reader " + READER + ")");
            try (AttachedKey key = AttachedKey.into(place, vpcd)) {
                command.expect("OATH version");
                assertThat(command.exitCode()).isZero();
                assertThat(key).isNotNull();
            }
        }
    }

    @Test
    void theServiceMayStartAnewMeanwhile() {
        try (PcscdRelay service = PcscdRelay.in(place);
                PtyProgram command = PtyProgram.start(
                        Program.ykaws(place).env("PCSCLITE_CSOCK_NAME", service.socket()),
                        "--reader",
                        READER,
                        "oath",
                        "info")) {
            command.expect("insert your YubiKey");
            service.end();
            try (AttachedKey key = AttachedKey.into(place, vpcd).found(place, READER)) {
                assertThat(command.screen())
                        .as("nothing is there without the service")
                        .doesNotContain("OATH version");
                service.begin();
                command.expect("OATH version");
                assertThat(command.exitCode()).isZero();
                assertThat(key).isNotNull();
            }
        }
    }

    @Test
    void ctrlCEndsTheWait() {
        try (PtyProgram command = onATerminal("oath", "info")) {
            command.expect("insert your YubiKey").ctrl('C');
            assertThat(command.exitCode()).isEqualTo(130);
        }
    }

    @Test
    void nobodyWaitsWhereNobodyCanBeAsked() {
        try (PtyProgram command = onATerminal("--no-input", "oath", "info")) {
            assertThat(command.exitCode()).isEqualTo(3);
            assertThat(command.screen()).doesNotContain("insert");
        }
    }

    @Test
    void theShellWaitsToo() {
        try (PtyProgram shell = onATerminal()) {
            shell.expect("ykaws> ")
                    .line("oath info")
                    .expect("insert your YubiKey")
                    .ctrl('C');
            shell.expect("ykaws> ").line("oath info").expect("insert your YubiKey");
            try (AttachedKey key = AttachedKey.into(place, vpcd)) {
                shell.expect("OATH version").expect("ykaws> ").ctrl('D');
                assertThat(shell.exitCode()).isZero();
                assertThat(key).isNotNull();
            }
        }
    }
}
