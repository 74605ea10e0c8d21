package ykaws.sandbox.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.yubico.yubikit.core.Transport;
import com.yubico.yubikit.core.smartcard.SmartCardConnection;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A key on an NFC reader. */
class NfcTest {
    @TempDir
    Path folder;

    private SoftKey key(String firmware) throws IOException {
        SoftKeys keys = TestKey.keys(folder, Wire.YUBIKEY, TestKey.NO_TOUCH);
        keys.reset(firmware);
        return keys.keys().get(0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"3.4.9", "5.2.7", "5.7.1"})
    void shortCommandsOnly(String firmware) throws IOException {
        try (SmartCardConnection nfc = key(firmware).connectOverNfc()) {
            assertThat(nfc.getTransport()).isEqualTo(Transport.NFC);
            assertThat(nfc.getAtr()[1] & 0xF0).isNotEqualTo(0xF0);
            assertThat(TestKey.send(nfc, "00A40400 000008 A000000527210101")).isEqualTo("6700");
            assertThat(TestKey.send(nfc, TestKey.SELECT_OATH)).endsWith("9000");
            assertThat(TestKey.send(nfc, TestKey.put("a"))).isEqualTo("9000");
        }
    }

    @Test
    void aYubiKey4HasNone() throws IOException {
        SoftKey key = key("4.3.5");
        assertThatThrownBy(key::connectOverNfc).isInstanceOf(IllegalArgumentException.class);
        // And is not left in use.
        key.connect().close();
    }

    @Test
    void aFipsKeyWantsChangesEncrypted() throws IOException {
        SoftKey key = key("5.7.4-fips");
        try (SmartCardConnection nfc = key.connectOverNfc()) {
            TestKey.send(nfc, TestKey.SELECT_OATH);
            String setCode = TestKey.setCode("000102030405060708090A0B0C0D0E0F");
            assertThat(TestKey.send(nfc, setCode)).isEqualTo("6985");
            assertThat(TestKey.send(nfc, "0004DEAD")).isEqualTo("6985");
            assertThat(TestKey.send(nfc, TestKey.LIST)).isEqualTo("9000");
        }
    }

    /** NFC is restricted until the key is in a USB port (tag 17): nothing but Management answers. */
    @Test
    void restrictedNothingIsFound() throws IOException {
        SoftKey key = key("5.7.1");
        try (SmartCardConnection usb = key.connect()) {
            TestKey.send(usb, TestKey.SELECT_MANAGEMENT);
            assertThat(TestKey.send(usb, "001C0000 04 03 170101")).isEqualTo("9000");
        }
        try (SmartCardConnection nfc = key.connectOverNfc()) {
            assertThat(TestKey.send(nfc, TestKey.SELECT_OATH)).isEqualTo("6A82");
        }
        try (SmartCardConnection usb = key.connect()) {
            assertThat(TestKey.send(usb, TestKey.SELECT_OATH)).endsWith("9000");
        }
    }
}
