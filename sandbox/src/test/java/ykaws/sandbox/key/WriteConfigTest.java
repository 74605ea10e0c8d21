package ykaws.sandbox.key;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The bytes of WRITE CONFIG and SET MODE, from the card's side. */
class WriteConfigTest {
    private static final String READ_CONFIG = "001D0000";
    private static final String CODE = "A5".repeat(16);
    private static final String OTHER = "5B".repeat(16);
    private static final String NONE = "00".repeat(16);

    @TempDir
    Path folder;

    private static String write(String tlvs) {
        String hex = tlvs.replace(" ", "");
        return TestKey.command("001C0000", "%02X".formatted(hex.length() / 2) + hex);
    }

    @Test
    void whatIsDisabledOverUsbIsNotFoundAtSelect() throws IOException {
        try (TestKey key = TestKey.of(folder, "5.7.1")) {
            key.ok(TestKey.SELECT_MANAGEMENT);
            key.ok(write("0302 031B"));
            assertThat(key.ok(READ_CONFIG)).contains("0302031B").contains("0E02033B");
            assertThat(key.send(TestKey.SELECT_OATH)).isEqualTo("6A82");
            key.ok(TestKey.SELECT_MANAGEMENT);
            key.ok(write("0302 033B 0E02 031B"));
            key.ok(TestKey.SELECT_OATH);
        }
        try (TestKey key = TestKey.in(folder)) {
            key.ok(TestKey.SELECT_MANAGEMENT);
            assertThat(key.ok(READ_CONFIG)).contains("0302033B").contains("0E02031B");
        }
    }

    @Test
    void allTheRestIsKeptAndTold() throws IOException {
        try (TestKey key = TestKey.of(folder, "5.7.1")) {
            key.ok(TestKey.SELECT_MANAGEMENT);
            key.ok(write("0602 012C 0701 1E 0801 80 1701 01"));
        }
        try (TestKey key = TestKey.in(folder)) {
            key.ok(TestKey.SELECT_MANAGEMENT);
            assertThat(key.ok(READ_CONFIG)).contains("0602012C" + "07011E" + "080180");
            assertThat(key.ok("001D0100")).contains("170101");
        }
    }

    @Test
    void aLockCodeGuardsTheConfiguration() throws IOException {
        try (TestKey key = TestKey.of(folder, "5.7.1")) {
            key.ok(TestKey.SELECT_MANAGEMENT);
            key.ok(write("0A10" + CODE));
            assertThat(key.ok(READ_CONFIG)).contains("0A0101");

            assertThat(key.send(write("0701 1E"))).isEqualTo("6982");
            assertThat(key.send(write("0B10" + OTHER + "0701 1E"))).isEqualTo("6982");
            assertThat(key.ok(READ_CONFIG)).contains("07010F");

            key.ok(write("0B10" + CODE + "0701 1E"));
            key.ok(write("0B10" + CODE + "0A10" + OTHER));
            assertThat(key.send(write("0B10" + CODE + "0A10" + NONE))).isEqualTo("6982");
            key.ok(write("0B10" + OTHER + "0A10" + NONE));
            key.ok(write("0701 0F"));
            assertThat(key.ok(READ_CONFIG)).contains("0A0100").contains("07010F");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "5.7.1, '', 6700",
        "5.7.1, 05 0302 031B, 6700",
        "5.7.1, 03 0302 03, 6A80",
        "5.7.1, 01 03, 6A80",
        "5.7.1, 04 0302 0400, 6A80",
        "5.7.1, 04 0302 0000, 6A80",
        "5.2.7, 04 0302 0120, 6A80",
        "5.7.1, 03 0C01 00, 6A80",
        "5.7.1, 03 0A01 00, 6A80",
        "5.7.1, 03 5501 00, 6A80",
        "5.4.3, 03 1701 01, 6A80",
        "4.3.5, 04 0302 001B, 6D00",
    })
    void whatIsWrongChangesNothing(String firmware, String data, String status) throws IOException {
        try (TestKey key = TestKey.of(folder, firmware)) {
            key.ok(TestKey.SELECT_MANAGEMENT);
            String before = key.ok(READ_CONFIG);
            assertThat(key.send(TestKey.command("001C0000", data))).isEqualTo(status);
            assertThat(key.send("001C0100")).isEqualTo(firmware.startsWith("5") ? "6B00" : "6D00");
            assertThat(key.ok(READ_CONFIG)).isEqualTo(before);
        }
    }

    @Test
    void aRebootEndsTheConnection() throws IOException {
        try (TestKey key = TestKey.of(folder, "5.7.1")) {
            key.ok(TestKey.SELECT_MANAGEMENT);
            key.ok(write("0C00 0302 033A"));
            assertThat(key.connection.rebooted()).isTrue();
            assertThatThrownBy(() -> key.send(READ_CONFIG)).hasMessageContaining("started anew");
        }
        try (TestKey key = TestKey.in(folder)) {
            key.ok(TestKey.SELECT_MANAGEMENT);
            assertThat(key.ok(READ_CONFIG)).contains("0302033A");
        }
    }

    @Test
    void aYubiKey4HasModes() throws IOException {
        try (TestKey key = TestKey.of(folder, "4.3.5")) {
            key.ok(TestKey.SELECT_MANAGEMENT);
            key.ok("0016110004" + "81001E00");
            assertThat(key.send("0016110004" + "07000000")).isEqualTo("6A80");
            assertThat(key.send("0016110001" + "01")).isEqualTo("6A80");
            assertThat(key.send("0016100004" + "06000000")).isEqualTo("6B00");
            assertThat(key.ok(READ_CONFIG)).contains("030138");
        }
        try (TestKey key = TestKey.of(folder, "5.7.1")) {
            key.ok(TestKey.SELECT_MANAGEMENT);
            assertThat(key.send("0016110004" + "06000000")).isEqualTo("6D00");
        }
    }

    @Test
    void aNeosModeIsInItsOtpApplet() throws IOException {
        try (TestKey key = TestKey.of(folder, "3.4.9")) {
            key.ok("00A4040008A000000527200101");
            key.ok("0001110004" + "020A0000");
            assertThat(key.ok("00A4040008A000000527200101")).isEqualTo("030409" + "01" + "0000" + "02" + "0A0000");
            key.ok(TestKey.SELECT_MANAGEMENT);
            assertThat(key.send("0016110004" + "06000000")).isEqualTo("6D00");
        }
    }

    @Test
    void aStateOfAnEarlierVersionIsStillRead() throws IOException {
        String former = "firmware 5.7.1\noath disabled\ntouches 3\nsalt 0011223344556677\nend\n";
        Files.write(folder.resolve("key-12345678.state"), former.getBytes(US_ASCII));
        try (TestKey key = TestKey.in(folder)) {
            assertThat(key.send(TestKey.SELECT_OATH)).isEqualTo("6A82");
            assertThat(key.key.summary().touches()).isEqualTo(3);
        }
    }
}
