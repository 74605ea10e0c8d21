package ykaws;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import ykaws.harness.KeyInReader;
import ykaws.harness.Outcome;
import ykaws.harness.Place;
import ykaws.harness.Program;
import ykaws.harness.PtyProgram;
import ykaws.harness.Requirement;
import ykaws.harness.Waiting;

/** Renaming, deleting, resetting and losing a key, with ykman on the other side. */
class AccountsInteropIT {
    private static final String SEED = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP";
    private static final String ARN = "arn:aws:iam::123456789012:mfa/team/dev";

    private final Place place = Place.create();
    private KeyInReader key;

    @BeforeEach
    void plugIn() {
        Requirement.ykman();
        key = KeyInReader.plugIn(place, "auto");
        assertThat(key.ykaws("oath", "list").expect(0).out())
                .as("a key of our own")
                .isEmpty();
    }

    @AfterEach
    void pullOut() {
        if (key != null) {
            key.close();
        }
        place.close();
    }

    @Test
    void whatWeRenameIsThereForYkmanAndGivesTheSameCodes() {
        key.ykman("accounts", "add", "-P", "60", "-i", "ACME", "bob", SEED).expect(0);
        key.ykman("accounts", "add", "-o", "HOTP", "-i", "ACME", "counter", SEED)
                .expect(0);
        key.ykman("accounts", "add", "dev", SEED).expect(0);
        String before = key.ykaws("code", "bob", "--at", "2026-01-01T00:00:00Z")
                .expect(0)
                .out();

        key.ykaws("oath", "rename", "bob", "Émile:ßob", "--force").expect(0);
        key.ykaws("oath", "rename", "counter", "60/counter", "--force").expect(0);
        key.ykaws("oath", "rename", "dev", ARN, "--force").expect(0);

        assertThat(key.ykman("accounts", "list", "-o", "-P").expect(0).outLines())
                .containsExactlyInAnyOrder("60/Émile:ßob, TOTP, 60", "60/counter, HOTP, 0", ARN + ", TOTP, 30");
        assertThat(key.ykaws("code", "ßob", "--at", "2026-01-01T00:00:00Z")
                        .expect(0)
                        .out())
                .isEqualTo(before);
        assertThat(key.ykman("accounts", "code", "-s", "60/counter").expect(0).out())
                .matches("\\d{6}\\n");
    }

    @Test
    void whatYkmanRenamesIsThereForUs() {
        key.ykawsTold(SEED + "\n", "oath", "add", "plain").expect(0);

        key.ykman("accounts", "rename", "-f", "plain", ARN).expect(0);

        assertThat(key.ykaws("oath", "list", "-o", "json").expect(0).out())
                .contains("\"id\":\"" + ARN + "\"")
                .contains("\"mfa_serial\":\"" + ARN + "\"");
        assertThat(key.ykaws("code", "dev").expect(0).out()).matches("\\d{6}\\n");
    }

    @Test
    void deletedAndResetByOneIsGoneForTheOther() {
        for (String name : new String[] {"one", "two", "three", "four"}) {
            key.ykawsTold(SEED + "\n", "oath", "add", name).expect(0);
        }
        key.ykaws("oath", "delete", "one", "two", "--force").expect(0);
        assertThat(key.ykman("accounts", "list").expect(0).outLines()).containsExactly("four", "three");
        key.ykman("accounts", "delete", "-f", "three").expect(0);
        assertThat(key.ykaws("oath", "list").expect(0).out()).startsWith("four ");

        key.ykman("access", "change", "-n", "of ykman").expect(0);
        Outcome reset = key.ykaws("oath", "reset", "--force", "-o", "json").expect(0);
        assertThat(reset.out()).contains("\"deleted\":null,\"password_removed\":true");
        assertThat(key.ykman("accounts", "list").expect(0).out()).isEmpty();

        key.ykawsTold(SEED + "\n", "oath", "add", "five").expect(0);
        key.ykawsTold("of ykaws\n", "oath", "password", "set").expect(0);
        key.ykman("reset", "-f").expect(0);
        assertThat(key.ykaws("oath", "list").expect(0).out()).isEmpty();
    }

    @Test
    void aCounterWhoseAnswerIsLostIsNotMovedAgain() {
        key.ykawsTold(SEED + "\n", "oath", "add", "--hotp", "--touch", "counter")
                .expect(0);
        key.close();
        key = KeyInReader.plugIn(place, "never");
        try (Program.Running code = key.start("code", "counter")) {
            Waiting.until(() -> errorsOf(code).contains("touch your YubiKey"), () -> "the prompt: " + errorsOf(code));
            key.close();

            Outcome lost = code.await();

            assertThat(lost.code()).as(lost.toString()).isEqualTo(3);
            assertThat(lost.out()).isEmpty();
            assertThat(lost.err())
                    .contains("ykaws: error: the connection failed while the code of 'counter' was calculated: its"
                            + " counter may have moved on by one")
                    .contains("ykaws: hint: ask for the next code: ykaws code counter")
                    .contains("resynchronise");
        }
    }

    private static String errorsOf(Program.Running running) {
        try {
            return Files.readString(running.io().resolve("err"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void aWatchedKeyMayBePulledOutAndPutBack() {
        key.ykawsTold(SEED + "\n", "oath", "add", "--period", "4", "quick").expect(0);
        Program watcher = Program.ykaws(place);
        try (PtyProgram watch = PtyProgram.start(watcher, "--reader", KeyInReader.READER, "code", "--watch", "quick")) {
            watch.expect("4/quick").expect("TOTP 4 s").expect("(any key ends)");
            // Another program uses the key between two readings.
            key.ykman("accounts", "list").expect(0);

            key.close();
            watch.expect("; waiting; any key ends)");
            key = KeyInReader.plugIn(place, "auto");
            watch.expect("(any key ends)").expect("TOTP 4 s");
            watch.type(" ");

            assertThat(watch.exitCode()).isZero();
        }
    }
}
