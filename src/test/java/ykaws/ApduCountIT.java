package ykaws;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import ykaws.harness.Place;
import ykaws.harness.Program;
import ykaws.sandbox.StateFolder;
import ykaws.sandbox.key.ApduLog;
import ykaws.sandbox.key.SoftKey;
import ykaws.sandbox.key.SoftKeys;
import ykaws.sandbox.key.TouchModes;

/** How often a command speaks to the key, counted by the key. */
class ApduCountIT {
    private static final String ARN = "arn:aws:iam::123456789012:mfa/dev";

    private final Place place = Place.create();

    @AfterEach
    void clean() {
        place.close();
    }

    private Program ykaws() {
        return Program.ykaws(place).env("YKAWS_SANDBOX", "1");
    }

    private SoftKey key() throws IOException {
        Path folder = place.stateFolder().resolve("sandbox");
        return SoftKeys.in(new StateFolder(folder), SoftKeys.Settings.of(TouchModes.never(ykaws.sandbox.Pause.SYSTEM)))
                .keys()
                .get(0);
    }

    private List<String> apdusOf(Program program, String... words) throws IOException {
        int before = key().apdus().size();
        program.run(words).expect(0);
        List<ApduLog.Entry> all = key().apdus();
        return all.subList(before, all.size()).stream()
                .map(ApduLog.Entry::command)
                .toList();
    }

    @ParameterizedTest
    @CsvSource({
        ARN + ", 'SELECT,CALCULATE'",
        "acme:plain, 'SELECT,CALCULATE'",
        "dev, 'SELECT,CALCULATE ALL,CALCULATE'",
        "plain, 'SELECT,CALCULATE ALL'",
    })
    void ofCode(String query, String expected) throws IOException {
        ykaws().stdin("JBSWY3DPEHPK3PXP\n").run("oath", "add", ARN).expect(0);
        ykaws().stdin("JBSWY3DPEHPK3PXP\n")
                .run("oath", "add", "--issuer", "acme", "plain")
                .expect(0);

        assertThat(apdusOf(ykaws(), "code", query)).containsExactly(expected.split(","));
    }

    @Test
    void ofALockedKeyIsOneMore() throws IOException {
        ykaws().stdin("JBSWY3DPEHPK3PXP\n").run("oath", "add", "plain").expect(0);
        ykaws().stdin("secret\n").run("oath", "password", "set").expect(0);

        assertThat(apdusOf(ykaws().stdin("secret\n"), "code", "plain"))
                .containsExactly("SELECT", "VALIDATE", "CALCULATE ALL");
    }

    @Test
    void ofANamedKeyAreThoseOfItsSerialNumberMore() throws IOException {
        ykaws().stdin("JBSWY3DPEHPK3PXP\n").run("oath", "add", "plain").expect(0);

        List<String> apdus = apdusOf(ykaws(), "--key", "12345678", "code", "plain");

        assertThat(apdus).startsWith("SELECT", "READ CONFIG").endsWith("SELECT", "CALCULATE ALL");
    }

    @Test
    void ofAllCodesIsOneQuestion() throws IOException {
        for (int i = 0; i < 12; i++) {
            ykaws().stdin("JBSWY3DPEHPK3PXP\n")
                    .run("oath", "add", "account-" + i)
                    .expect(0);
        }

        List<String> apdus = apdusOf(ykaws(), "code");

        // A YubiKey 5 takes extended APDUs, so that even a long answer is one.
        assertThat(apdus).containsExactly("SELECT", "CALCULATE ALL");
    }
}
