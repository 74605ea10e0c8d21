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

/** ISO 7816-3, 12.1.3: the shapes of a command. */
class CommandApduTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "case 1,  00A10203,             '',     false",
        "case 2S, 00A1020300,           '',     false",
        "case 2S, 00A1020310,           '',     false",
        "case 3S, 00A1020302AABB,       AABB,   false",
        "case 4S, 00A1020302AABB00,     AABB,   false",
        "case 2E, 00A10203000000,       '',     true",
        "case 2E, 00A10203000100,       '',     true",
        "case 3E, 00A10203000002AABB,   AABB,   true",
        "case 4E, 00A10203000002AABB0000, AABB, true",
    })
    void parsesEveryCase(String name, String raw, String data, boolean extended) throws Exception {
        CommandApdu command = CommandApdu.parse(TestKey.bytes(raw));

        assertThat(command.header()).as(name).isEqualTo(new CommandApdu.Header(0x00, 0xA1, 0x02, 0x03));
        assertThat(command.data()).as(name).isEqualTo(Bytes.ofHex(data));
        assertThat(command.extended()).as(name).isEqualTo(extended);
    }

    @Test
    void parsesTheLongestExtendedData() throws Exception {
        String data = "5A".repeat(65535);

        assertThat(CommandApdu.parse(TestKey.bytes("00010000" + "00FFFF" + data))
                        .data())
                .isEqualTo(Bytes.ofHex(data));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "00",
                "00A100",
                "00A1000002AA", // less than Lc
                "00A1000001AA0000", // more than Lc and Le
                "00A100000000", // neither 2E nor anything
                "00A100000000020A", // 3E, less than Lc
                "00A100000000000A", // 3E without data
                "00A10000000001AA00", // Le of 4E has two bytes
                "00A10000000001AA000000",
            })
    void refusesWrongLengths(String raw) {
        assertThatThrownBy(() -> CommandApdu.parse(TestKey.bytes(raw)))
                .isInstanceOf(StatusException.class)
                .hasMessage("6700");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "00A10000",
                "00A1000000",
                "00A10000000000",
                "80A10000",
                "00A1000001FF",
                "00A1000001FF00",
                "00A10000000001FF",
                "00A10000000001FF0000"
            })
    void listAnswersInEveryCase(String raw) throws IOException {
        try (TestKey key = TestKey.in(folder)) {
            key.selectOath();
            key.ok(TestKey.put("a"));

            assertThat(key.send(raw)).isEqualTo("7202" + "21" + "61" + "9000");
        }
    }

    @Test
    void joinsChainedPieces() throws IOException {
        try (TestKey key = TestKey.in(folder)) {
            key.selectOath();
            String data = TestKey.name("chained") + TestKey.tlv("73", "2306" + "11".repeat(128)) + "7802";
            String first = data.substring(0, 20);
            String second = data.substring(20, 24);
            String third = data.substring(24);

            assertThat(key.send(TestKey.command("10010000", first))).isEqualTo("9000");
            assertThat(key.send(TestKey.command("10010000", second))).isEqualTo("9000");
            assertThat(key.send(TestKey.command("00010000", third))).isEqualTo("9000");
            assertThat(key.ok(TestKey.LIST)).isEqualTo(TestKey.tlv("72", "23" + "636861696E6564"));
        }
    }

    @Test
    void anotherCommandEndsAChain() throws IOException {
        try (TestKey key = TestKey.in(folder)) {
            key.selectOath();
            String data = TestKey.put("a").substring(10);

            key.ok(TestKey.command("10010000", data.substring(0, 10)));
            key.ok(TestKey.LIST);

            assertThat(key.send(TestKey.command("00010000", data.substring(10))))
                    .isEqualTo("6A80");
            assertThat(key.ok(TestKey.LIST)).isEmpty();
        }
    }

    @Test
    void aPowerCycleEndsAChain() throws IOException {
        try (TestKey key = TestKey.in(folder)) {
            key.selectOath();
            String data = TestKey.put("a").substring(10);
            key.ok(TestKey.command("10010000", data.substring(0, 10)));

            key.connection.powerCycle();
            key.selectOath();

            assertThat(key.send(TestKey.command("00010000", data.substring(10))))
                    .isEqualTo("6A80");
        }
    }

    @ParameterizedTest
    @CsvSource({"4.3.5,3062", "5.7.1,3062", "4.2.8,2038"})
    void refusesMoreThanTheFirmwareTakes(String firmware, int longest) throws IOException {
        try (TestKey key = TestKey.of(folder, firmware)) {
            key.selectOath();
            String list = "00A10000" + "00%04X".formatted(longest - 7);

            assertThat(key.send(list + "00".repeat(longest - 7))).isEqualTo("9000");
            assertThat(key.send("00A10000" + "00%04X".formatted(longest - 6) + "00".repeat(longest - 6)))
                    .isEqualTo("6700");
        }
    }

    @Test
    void aNeoTakesShortCommandsOnly() throws IOException {
        try (TestKey key = TestKey.of(folder, "3.4.9")) {
            key.selectOath();

            assertThat(key.send("00A10000")).isEqualTo("9000");
            assertThat(key.send("00A1000000")).isEqualTo("9000");
            assertThat(key.send("00A10000000000")).isEqualTo("6700");
            assertThat(key.send("00A40400" + "000008" + "A000000527210101")).isEqualTo("6700");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"0CA10000", "C0A10000", "FFA10000"})
    void refusesOtherClasses(String raw) throws IOException {
        try (TestKey key = TestKey.in(folder)) {
            key.selectOath();

            assertThat(key.send(raw)).isEqualTo("6E00");
        }
    }

    @Test
    void refusesSecureMessagingWithoutAChannel() throws IOException {
        try (TestKey key = TestKey.in(folder)) {
            key.selectOath();

            assertThat(key.send("04A10000")).isEqualTo("6982");
        }
    }
}
