package ykaws.sandbox.key;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SelectTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "00A40400 08 A000000527210101", // yubikit
                "00A40400 08 A000000527210101 00",
                "00A40400 07 A0000005272101", // ykman
                "00A40400 05 A000000527",
                "00A40400 000008 A000000527210101",
                "00A4040C 08 A000000527210101",
            })
    void findsOathByABeginningOfItsAid(String select) throws IOException {
        try (TestKey key = TestKey.in(folder)) {
            assertThat(key.ok(select)).matches("7903050701" + "7108[0-9A-F]{16}");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "00A40400 08 A000000527210102",
                "00A40400 09 A00000052721010100",
                "00A40400 04 A0000005",
                "00A40400",
                "00A40400 08 A000000527200101", // OTP, which only the NEO shows
                "00A40400 05 A000000308", // PIV
            })
    void anUnknownAidIsNotFoundWhateverIsSelected(String select) throws IOException {
        try (TestKey key = TestKey.in(folder)) {
            assertThat(key.send(select)).isEqualTo("6A82");
            key.selectOath();
            assertThat(key.send(select)).isEqualTo("6A82");
            key.ok(TestKey.SELECT_MANAGEMENT);
            assertThat(key.send(select)).isEqualTo("6A82");
        }
    }

    @ParameterizedTest
    @CsvSource({"3.4.9,010002", "4.2.8,040208", "4.3.5,040305", "5.2.7,050207", "5.4.3,050403", "5.7.4,050704"})
    void oathNamesItsVersion(String firmware, String version) throws IOException {
        try (TestKey key = TestKey.of(folder, firmware)) {
            assertThat(key.ok(TestKey.SELECT_OATH)).startsWith("7903" + version + "7108");
        }
    }

    @Test
    void theSaltStaysUntilReset() throws IOException {
        try (TestKey key = TestKey.in(folder)) {
            String first = key.ok(TestKey.SELECT_OATH);

            assertThat(key.ok(TestKey.SELECT_OATH)).isEqualTo(first);
            key.ok("0004DEAD");
            assertThat(key.ok(TestKey.SELECT_OATH)).isNotEqualTo(first).hasSameSizeAs(first);
        }
    }

    @Test
    void withoutSelectThereIsNoCommand() throws IOException {
        try (TestKey key = TestKey.in(folder)) {
            assertThat(key.send(TestKey.LIST)).isEqualTo("6D00");
            key.selectOath();
            key.ok(TestKey.LIST);
            key.connection.powerCycle();
            assertThat(key.send(TestKey.LIST)).isEqualTo("6D00");
        }
    }

    @Test
    void aDisabledApplicationIsNotFound() throws IOException {
        SoftKeys keys = TestKey.keys(folder, Wire.YUBIKEY, TestKey.NO_TOUCH);
        keys.keys().get(0).setOathEnabled(false);
        try (TestKey key = TestKey.in(folder)) {
            assertThat(key.send(TestKey.SELECT_OATH)).isEqualTo("6A82");
            key.ok(TestKey.SELECT_MANAGEMENT);
            assertThat(key.ok("001D0000")).contains("0102033B").contains("0302031B");
        }
        keys.keys().get(0).setOathEnabled(true);
        try (TestKey key = TestKey.in(folder)) {
            key.selectOath();
        }
    }
}
