package ykaws.sandbox.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The bytes of READ CONFIG. The serial number 12345678 is 00BC614E. */
class ManagementAppletTest {
    private static final String READ_CONFIG = "001D0000";

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"3.4.9", "4.3.5", "5.7.1"})
    void selectNamesTheFirmware(String firmware) throws IOException {
        try (TestKey key = TestKey.of(folder, firmware)) {
            assertThat(new String(
                            TestKey.bytes(key.ok(TestKey.SELECT_MANAGEMENT)),
                            java.nio.charset.StandardCharsets.US_ASCII))
                    .isEqualTo("Virtual mgr - FW version " + firmware);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "4.2.4, 0C 01 01 07 02 04 00BC614E 03 01 3F",
        "4.2.8, 0C 01 01 3F 02 04 00BC614E 03 01 3F",
        "4.3.5, 0C 01 01 3F 02 04 00BC614E 03 01 3F",
        "5.2.7, 2B 0102023B 020400BC614E 0302023B 040101 0503050207 06020000 07010F 080100 0D02023B 0E02023B 0A0100",
        "5.4.3, 2B 0102033B 020400BC614E 0302033B 040101 0503050403 06020000 07010F 080100 0D02033B 0E02033B 0A0100",
        "5.7.1, 2E 0102033B 020400BC614E 0302033B 040101 0503050701 06020000 07010F 080100 0D02033B 0E02033B 0A0100 100101",
    })
    void readConfigTellsTheDevice(String firmware, String answer) throws IOException {
        try (TestKey key = TestKey.of(folder, firmware)) {
            key.ok(TestKey.SELECT_MANAGEMENT);

            assertThat(key.ok(READ_CONFIG)).isEqualTo(answer.replace(" ", ""));
        }
    }

    @Test
    void aSecondPageFollowsFrom57On() throws IOException {
        try (TestKey key = TestKey.of(folder, "5.7.1")) {
            key.ok(TestKey.SELECT_MANAGEMENT);
            assertThat(key.ok("001D0100")).isEqualTo("12" + "14020000" + "15020000" + "160100" + "170100" + "18020000");
            assertThat(key.send("001D0200")).isEqualTo("6B00");
        }
        try (TestKey key = TestKey.of(folder, "5.4.3")) {
            key.ok(TestKey.SELECT_MANAGEMENT);
            assertThat(key.send("001D0100")).isEqualTo("6B00");
        }
    }

    @Test
    void aNeoHasNoReadConfigButAnOtpAppletWithTheSerial() throws IOException {
        try (TestKey key = TestKey.of(folder, "3.4.9")) {
            key.ok(TestKey.SELECT_MANAGEMENT);
            assertThat(key.send(READ_CONFIG)).isEqualTo("6D00");
            assertThat(key.send("A4040008")).isEqualTo("6E00");

            assertThat(key.ok("00A4040007A0000005272001")).isEqualTo("030409" + "01" + "0000" + "06" + "0F0000");
            assertThat(key.ok("00011000")).isEqualTo("00BC614E");
            assertThat(key.send("00011100")).as("SET MODE without data").isEqualTo("6A80");
            assertThat(key.send("00011200")).isEqualTo("6B00");
            assertThat(key.send("00020000")).isEqualTo("6D00");
        }
    }

    @Test
    void theBackupIsAnotherKey() throws IOException {
        SoftKeys keys = TestKey.keys(folder, Wire.YUBIKEY, TestKey.NO_TOUCH);
        assertThat(keys.keys()).extracting(SoftKey::serial).containsExactly(12345678, 23456789);
        try (var backup = keys.keys().get(1).connect()) {
            TestKey.send(backup, TestKey.SELECT_MANAGEMENT);
            assertThat(TestKey.send(backup, READ_CONFIG))
                    .contains("02040165EC15")
                    .contains("040103");
        }
    }

    @Test
    void otherCommandsAreUnknown() throws IOException {
        try (TestKey key = TestKey.in(folder)) {
            key.ok(TestKey.SELECT_MANAGEMENT);
            assertThat(key.send("001E0000")).isEqualTo("6D00");
            assertThat(key.send("00C0000000")).isEqualTo("6D00");
            assertThat(key.send("001D0001")).isEqualTo("6B00");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "3.4.9, 3BFC1300008131FE15597562696B65794E454F7233E1",
        "4.3.5, 3BF81300008131FE15597562696B657934D4",
        "5.7.1, 3BFD1300008131FE158073C021C057597562694B657940",
    })
    void theAnswerToResetFitsTheModel(String firmware, String atr) throws IOException {
        try (TestKey key = TestKey.of(folder, firmware)) {
            byte[] bytes = key.connection.getAtr();
            int check = 0;
            for (int i = 1; i < bytes.length; i++) {
                check ^= bytes[i];
            }
            assertThat(TestKey.hex(bytes)).isEqualTo(atr);
            assertThat(check).as("TCK").isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "5", "5.", "5.7.1.2", "2.4.0", "6.0.0", "v5.7.1", "5.7.200", "5.x.1", "latest", "5.7.1\n"})
    void nonsenseIsNoFirmware(String text) throws IOException {
        SoftKeys keys = TestKey.keys(folder, Wire.YUBIKEY, TestKey.NO_TOUCH);
        keys.reset("5.4.3");

        assertThatThrownBy(() -> keys.reset(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("not a firmware version");
        assertThat(keys.keys().get(0).firmware()).isEqualTo("5.4.3");
    }
}
