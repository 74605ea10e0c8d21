package ykaws;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import ykaws.harness.KeyInReader;
import ykaws.harness.Outcome;
import ykaws.harness.Place;
import ykaws.harness.Program;
import ykaws.harness.Requirement;

/** Remembered passwords in a real Secret Service: gnome-keyring on a session bus of its own, the key over pcscd. */
class KeystoreIT {
    private static final String SEED = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP";

    /** Unlocks (and at first makes) the keyring "login", then runs the rest of the line. */
    private static final String UNLOCKED = "printf keyring | gnome-keyring-daemon --unlock --components=secrets >&2; ";

    private final Place place = Place.create();
    private KeyInReader key;

    @BeforeEach
    void plugALockedKeyIn() {
        Requirement.secretService();
        key = KeyInReader.plugIn(place, "auto");
        key.ykawsTold(SEED + "\n", "oath", "add", "plain").expect(0);
        key.ykawsTold("secret\n", "oath", "password", "set").expect(0);
    }

    @AfterEach
    void pullItOut() {
        if (key != null) {
            key.close();
        }
        place.close();
    }

    /** Runs lines of sh in a session with a bus; YKAWS is ykaws on the reader. */
    private Outcome session(String lines) {
        return Program.of(place, "dbus-run-session", "--", "sh", "-c")
                .env("YKAWS_READER", KeyInReader.READER)
                .run(lines);
    }

    @Test
    void whatIsRememberedInOneSessionOpensTheKeyInTheNext() throws IOException {
        session(UNLOCKED + "echo secret | ykaws oath password remember").expect(0);

        Outcome next = session(UNLOCKED + "ykaws code plain --no-input && ykaws oath info");
        assertThat(next.expect(0).outLines().get(0)).matches("\\d{6}");
        assertThat(next.out()).contains("set, remembered");

        Outcome forgotten = session(UNLOCKED + "ykaws oath password forget; ykaws code plain --no-input; echo code $?");
        assertThat(forgotten.out()).contains("code 4");
        assertThat(forgotten.err()).contains("1 remembered password is forgotten");
        assertThat(index()).isEmpty();
    }

    @Test
    void aWrongOneIsForgottenAndAskedForOnce() throws IOException {
        session(UNLOCKED + "echo secret | ykaws oath password remember").expect(0);
        // Another machine, or another program, changes the password: no keystore here hears of it.
        Program.ykaws(place)
                .env("YKAWS_HOME", place.root().resolve("elsewhere").toString())
                .stdin("secret\nchanged\n")
                .run("--reader", KeyInReader.READER, "oath", "password", "set")
                .expect(0);

        Outcome wrong =
                session(UNLOCKED + "echo changed | ykaws code plain; ykaws code plain --no-input; echo code $?");

        assertThat(wrong.outLines().get(0)).matches("\\d{6}");
        assertThat(wrong.err()).contains("the remembered password is wrong").contains("forgotten now");
        assertThat(wrong.out()).endsWith("code 4\n");
        assertThat(index()).isEmpty();
    }

    @Test
    void aKeyringThatNobodyUnlocksGivesNothingAway() throws IOException {
        session(UNLOCKED + "echo secret | ykaws oath password remember").expect(0);

        Outcome locked =
                session("ykaws code plain --no-input; echo code $?; echo secret | ykaws code plain 2>/dev/null");

        assertThat(locked.outLines().get(0)).isIn("code 4", "code 9");
        assertThat(locked.outLines().get(1)).as("by the password").matches("\\d{6}");
        assertThat(index()).as("not forgotten").hasSize(23);
        session(UNLOCKED + "ykaws code plain --no-input").expect(0);
    }

    /** {@code bus}: a session bus that knows no Secret Service; {@code none}: no bus at all. */
    @ParameterizedTest
    @ValueSource(strings = {"bus", "none"})
    void withoutAKeystoreNothingIsRemembered(String kind) throws IOException {
        Path config = place.root().resolve("bus.conf");
        Files.writeString(
                config,
                "<!DOCTYPE busconfig PUBLIC \"-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN\""
                        + " \"http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd\"><busconfig><type>session</type>"
                        + "<listen>unix:tmpdir=" + place.temporary() + "</listen><policy context=\"default\">"
                        + "<allow send_destination=\"*\" eavesdrop=\"true\"/><allow eavesdrop=\"true\"/>"
                        + "<allow own=\"*\"/></policy></busconfig>");
        String remember = "echo secret | ykaws oath password remember";
        Outcome refused = kind.equals("bus")
                ? Program.of(place, "dbus-run-session", "--config-file=" + config, "--", "sh", "-c")
                        .env("YKAWS_READER", KeyInReader.READER)
                        .run(remember)
                : Program.of(place, "sh", "-c")
                        .env("YKAWS_READER", KeyInReader.READER)
                        .run(remember);

        assertThat(refused.code()).as(refused.toString()).isEqualTo(9);
        assertThat(refused.err()).contains("no keystore here").contains("ykaws: hint: ");
        assertThat(index()).isEmpty();
        key.ykawsTold("secret\n", "code", "plain").expect(0);
    }

    private String index() throws IOException {
        Path file = place.stateFolder().resolve("remembered-keys");
        return Files.exists(file) ? Files.readString(file) : "";
    }
}
