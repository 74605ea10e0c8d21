package ykaws;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import ykaws.harness.AttachedKey;
import ykaws.harness.Outcome;
import ykaws.harness.Place;
import ykaws.harness.Program;
import ykaws.harness.Requirement;

/** What ykaws writes to a key's configuration, ykman reads, and the other way round, over the real pcscd. */
class ManagementInteropIT {
    private static final String READER = "Virtual PCD 00 00";
    private static final String CODE = "000102030405060708090a0b0c0d0e0f";

    private final Place place = Place.create();
    private AttachedKey key;

    @BeforeEach
    void plugIn() {
        String vpcd = Requirement.virtualReader();
        Requirement.ykman();
        key = AttachedKey.into(place, vpcd).found(place, READER);
    }

    @AfterEach
    void pullOut() {
        if (key != null) {
            key.close();
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

    private Outcome ykman(String... words) {
        return Program.of(place, "ykman", "-r", READER).run(words);
    }

    private void bothSay(String application, String usb, String nfc) {
        String row = application + "\\s+" + usb + "\\s+" + nfc;
        assertThat(ykaws("", "key", "info").expect(0).out()).containsPattern(row);
        assertThat(ykman("info").expect(0).out()).containsPattern(row);
    }

    @Test
    void bothDescribeTheSameKey() {
        String ours = ykaws("", "key", "info").expect(0).out();
        String theirs = ykman("info").expect(0).out();

        assertThat(theirs)
                .contains("Device type: YubiKey 5 NFC")
                .contains("Serial number: 12345678")
                .contains("Firmware version: 5.7.1")
                .contains("Form factor: Keychain (USB-A)");
        assertThat(ours).contains("YubiKey 5 NFC", "12345678", "5.7.1", "Keychain (USB-A)");
        for (String application : new String[] {"OATH", "PIV", "OpenPGP", "FIDO U2F", "FIDO2", "YubiHSM Auth"}) {
            bothSay(application, "Enabled", "Enabled");
        }
        assertThat(Program.of(place, "ykman", "list", "--readers")
                        .run()
                        .expect(0)
                        .out())
                .contains(READER);
    }

    @Test
    void whatOneWritesTheOtherReads() {
        ykaws("", "key", "config", "usb", "--disable", "PIV", "--force").expect(0);
        bothSay("PIV", "Disabled", "Enabled");
        ykman("config", "usb", "--enable", "PIV", "--disable", "OATH", "--force")
                .expect(0);
        bothSay("PIV", "Enabled", "Enabled");
        bothSay("OATH", "Disabled", "Enabled");
        assertThat(ykaws("", "code", "x").code()).isEqualTo(3);
        assertThat(ykman("oath", "info").code()).isNotZero();
        ykman("config", "nfc", "--disable-all", "--force").expect(0);
        bothSay("OATH", "Disabled", "Disabled");
        ykaws("", "key", "config", "nfc", "--enable", "OATH", "--force").expect(0);
        ykaws("", "key", "config", "usb", "--enable-all", "--force").expect(0);
        bothSay("OATH", "Enabled", "Enabled");
        ykman("oath", "info").expect(0);
    }

    @Test
    void aLockCodeOfOneOpensForTheOther() {
        ykaws(CODE + "\n", "key", "config", "lock-code", "--force").expect(0);
        assertThat(ykman("info").expect(0).out()).contains("protected by a lock code");
        assertThat(ykman("config", "usb", "--disable", "PIV", "--force").code()).isNotZero();
        ykman("config", "usb", "--disable", "PIV", "--force", "--lock-code", CODE)
                .expect(0);
        ykman("config", "set-lock-code", "--lock-code", CODE, "--new-lock-code", CODE.replace('0', 'f'), "--force")
                .expect(0);
        assertThat(ykaws(CODE + "\n", "key", "config", "usb", "--enable", "PIV", "--force")
                        .code())
                .isEqualTo(4);
        ykaws(CODE.replace('0', 'f') + "\n", "key", "config", "usb", "--enable", "PIV", "--force")
                .expect(0);
        ykman("config", "set-lock-code", "--lock-code", CODE.replace('0', 'f'), "--clear", "--force")
                .expect(0);
        assertThat(ykaws("", "key", "info", "-o", "json").expect(0).out()).contains("\"config_locked\":false");
    }

    /** Another set of USB interfaces: the key leaves the reader and comes back, and ykaws waits for it. */
    @Test
    void aKeyThatStartsAnewIsWaitedFor() {
        Outcome changed = ykaws("", "key", "config", "usb", "--disable", "OTP", "--force");
        assertThat(changed.expect(0).err()).contains("the key starts anew").contains("done: Yubico OTP disabled");
        bothSay("OTP", "Disabled", "Enabled");
        ykman("config", "usb", "--enable", "OTP", "--force").expect(0);
        key.found(place, READER);
        bothSay("OTP", "Enabled", "Enabled");
    }
}
