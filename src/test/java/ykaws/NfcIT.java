package ykaws;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import ykaws.harness.Outcome;
import ykaws.harness.Place;
import ykaws.harness.Program;
import ykaws.harness.Requirement;
import ykaws.sandbox.StateFolder;
import ykaws.sandbox.key.ApduLog;
import ykaws.sandbox.key.SoftKey;
import ykaws.sandbox.key.SoftKeys;
import ykaws.sandbox.key.Touch;

/** A key on an NFC reader, over the real pcscd: short commands only, and encrypted ones where they are asked for. */
class NfcIT {
    private static final String READER = "Virtual PCD 00 00";
    private static final String SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP\n";

    private final Place place = Place.create();
    private Program.Running attached;

    private void attach(String... how) {
        String vpcd = Requirement.virtualReader();
        String[] words = new String[how.length + 5];
        System.arraycopy(new String[] {"--sandbox", "sandbox", "attach", "--vpcd", vpcd}, 0, words, 0, 5);
        System.arraycopy(how, 0, words, 5, how.length);
        attached = Program.ykaws(place).env("YKAWS_SANDBOX_TOUCH", "auto").start(words);
        for (int i = 0; i < 60 && ykaws("", "key", "info").code() != 0; i++) {
            assertThat(attached.process().isAlive()).as("sandbox attach runs").isTrue();
        }
    }

    @AfterEach
    void pullItOut() {
        if (attached != null) {
            attached.close();
        }
        place.close();
    }

    private Outcome ykaws(String input, String... words) {
        String[] all = new String[words.length + 2];
        all[0] = "--reader";
        all[1] = READER;
        System.arraycopy(words, 0, all, 2, words.length);
        return Program.ykaws(place).stdin(input).run(all);
    }

    private void sandbox(String... words) {
        String[] all = new String[words.length + 1];
        all[0] = "--sandbox";
        System.arraycopy(words, 0, all, 1, words.length);
        Program.ykaws(place).run(all).expect(0);
    }

    private SoftKey key() throws IOException {
        Path folder = Path.of(Program.ykaws(place)
                .run("--sandbox", "sandbox", "info", "-o", "json")
                .expect(0)
                .out()
                .replaceAll("(?s).*\"folder\":\"([^\"]*)\".*", "$1"));
        Touch nobody = () -> false;
        return SoftKeys.in(new StateFolder(folder), SoftKeys.Settings.of(nobody))
                .keys()
                .get(0);
    }

    @Test
    void longCommandsGoInShortPieces() {
        attach("--nfc");

        assertThat(ykaws("", "key", "info", "-o", "json").expect(0).out()).contains("\"transport\":\"nfc\"");
        String name = "x".repeat(64);
        // A PUT of more than 255 bytes: a name of 64, a key of 128, and what stands around them.
        ykaws("A".repeat(208) + "\n", "oath", "add", "--algorithm", "SHA512", name)
                .expect(0);
        for (int i = 0; i < 6; i++) {
            ykaws(SECRET, "oath", "add", "account-with-a-rather-long-name-" + i).expect(0);
        }

        assertThat(ykaws("", "oath", "list").expect(0).outLines()).hasSize(7);
        assertThat(ykaws("", "code", "name-3").expect(0).out()).matches("\\d{6}\\n");
    }

    @Test
    void aFipsKeyWantsItsCommandsEncrypted() throws IOException {
        sandbox("sandbox", "reset", "--firmware", "5.7.4", "--fips", "--force");
        attach("--nfc");

        Outcome refused = ykaws("secret\n", "oath", "password", "set");
        assertThat(refused.code()).isEqualTo(1);
        assertThat(refused.err()).contains("--scp");

        ykaws("secret\n", "--scp", "oath", "password", "set").expect(0);
        assertThat(ykaws("secret\n", "--scp", "oath", "list").expect(0).out()).isEmpty();
        assertThat(key().apdus())
                .filteredOn(entry -> entry.command().equals("SET CODE") && entry.sw() == 0x9000)
                .isNotEmpty()
                .allMatch(ApduLog.Entry::secured);
    }

    @Test
    void theChannelGoesThroughPcscdToo() {
        attach();

        ykaws(SECRET, "--scp", "oath", "add", "plain").expect(0);
        assertThat(ykaws("", "--scp", "oath", "list").expect(0).outLines()).hasSize(1);
        assertThat(ykaws("", "--scp", "code", "plain").expect(0).out()).matches("\\d{6}\\n");
        ykaws("", "--scp", "oath", "rename", "plain", "renamed", "--force").expect(0);
        ykaws("secret\n", "--scp", "oath", "password", "set").expect(0);
        assertThat(ykaws("secret\n", "--scp", "code", "renamed").expect(0).out())
                .matches("\\d{6}\\n");
    }

    @Test
    void withOathDisabledOverNfcThereIsNone() {
        sandbox("key", "config", "nfc", "--disable", "OATH", "--force");
        attach("--nfc");

        Outcome none = ykaws("", "oath", "list");

        assertThat(none.code()).isEqualTo(3);
        assertThat(none.err()).contains("no OATH application, or it is switched off");
    }
}
