package ykaws.sandbox.key;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** PUT, DELETE, RENAME and LIST, byte by byte. */
class OathAccountsTest {
    private static final String SECRET = "3132333435363738393031323334353637383930";

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "TOTP SHA1,        71 01 61 73 16 21 06 " + SECRET,
        "TOTP SHA256,      71 01 61 73 16 22 08 " + SECRET,
        "TOTP SHA512,      71 01 61 73 16 23 07 " + SECRET,
        "HOTP,             71 01 61 73 16 11 06 " + SECRET,
        "HOTP with start,  71 01 61 73 16 11 06 " + SECRET + " 7A 04 00000005",
        "touch,            71 01 61 73 16 21 06 " + SECRET + " 78 02",
        "increasing,       71 01 61 73 16 21 06 " + SECRET + " 78 01",
        "all of it,        71 01 61 73 16 11 06 " + SECRET + " 78 03 7A 04 FFFFFFFF",
        "TOTP with a start, 71 01 61 73 16 21 06 " + SECRET + " 7A 04 00000005",
        "long length,      71 8101 61 73 820016 21 06 " + SECRET,
    })
    void putTakes(String what, String data) throws IOException {
        try (TestKey key = TestKey.in(folder)) {
            key.selectOath();

            assertThat(key.send(TestKey.command("00010000", data))).as(what).isEqualTo("9000");
            assertThat(key.ok(TestKey.LIST)).as(what).startsWith("7202").endsWith("61");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "nothing,            ''",
        "no key,             71 01 61",
        "no name,            73 16 21 06 " + SECRET,
        "empty name,         71 00 73 16 21 06 " + SECRET,
        "wrong order,        73 16 21 06 " + SECRET + " 71 01 61",
        "unknown kind,       71 01 61 73 16 31 06 " + SECRET,
        "unknown algorithm,  71 01 61 73 16 24 06 " + SECRET,
        "no secret,          71 01 61 73 02 21 06",
        "no digits byte,     71 01 61 73 01 21",
        "zero digits,        71 01 61 73 16 21 00 " + SECRET,
        "property as a TLV,  71 01 61 73 16 21 06 " + SECRET + " 78 01 02",
        "no property,        71 01 61 73 16 21 06 " + SECRET + " 78",
        "unknown property,   71 01 61 73 16 21 06 " + SECRET + " 78 04",
        "start of 3 bytes,   71 01 61 73 16 11 06 " + SECRET + " 7A 03 000001",
        "start first,        71 01 61 73 16 11 06 " + SECRET + " 7A 04 00000001 78 02",
        "something behind,   71 01 61 73 16 21 06 " + SECRET + " 00",
        "beyond Lc,          71 01 61 73 17 21 06 " + SECRET,
        "no length,          71 01 61 73",
        "half a length,      71 01 61 73 81",
        "unknown length,     71 01 61 73 83000016 21 06 " + SECRET,
    })
    void putRefuses(String what, String data) throws IOException {
        try (TestKey key = TestKey.in(folder)) {
            key.selectOath();

            assertThat(key.send(TestKey.command("00010000", data))).as(what).isEqualTo("6A80");
            assertThat(key.ok(TestKey.LIST)).as(what).isEmpty();
        }
    }

    @Test
    void aNameHas64BytesAtMost() throws IOException {
        try (TestKey key = TestKey.in(folder)) {
            key.selectOath();
            key.ok(TestKey.put("ü".repeat(32)));

            assertThat(key.send(TestKey.put("ü".repeat(32) + "x"))).isEqualTo("6A80");
            assertThat(key.send(TestKey.rename("ü".repeat(32), "x".repeat(65)))).isEqualTo("6A80");
        }
        try (TestKey neo = TestKey.of(folder, "3.4.9")) {
            neo.selectOath();
            assertThat(neo.send(TestKey.put("x".repeat(65)))).isEqualTo("6F00");
        }
    }

    @ParameterizedTest
    @CsvSource({"21,64", "22,64", "23,128"})
    void aKeyIsNotLongerThanTheBlockOfItsHash(String type, int block) throws IOException {
        try (TestKey key = TestKey.in(folder)) {
            key.selectOath();

            assertThat(key.send(TestKey.put("a", type + "06" + "AA".repeat(block), "")))
                    .isEqualTo("9000");
            assertThat(key.send(TestKey.put("b", type + "06" + "AA".repeat(block + 1), "")))
                    .isEqualTo("6A80");
        }
    }

    @ParameterizedTest
    @CsvSource({"3.4.9,6A80", "4.2.8,6A80", "4.3.0,6A80", "4.3.1,9000", "5.7.1,9000"})
    void sha512CameWith431(String firmware, String sw) throws IOException {
        try (TestKey key = TestKey.of(folder, firmware)) {
            key.selectOath();

            assertThat(key.send(TestKey.put("a", "23 06" + SECRET, ""))).isEqualTo(sw);
        }
    }

    @ParameterizedTest
    @CsvSource({"5.6.9,32", "4.3.5,32", "5.7.0,64"})
    void theKeyGetsFull(String firmware, int slots) throws IOException {
        try (TestKey key = TestKey.of(folder, firmware)) {
            key.selectOath();
            for (int i = 0; i < slots; i++) {
                key.ok(TestKey.put("account-%02d".formatted(i)));
            }

            assertThat(key.send(TestKey.put("one more"))).isEqualTo("6A84");
            assertThat(key.send(TestKey.put("account-00"))).as("overwriting").isEqualTo("9000");
            key.ok(TestKey.delete("account-07"));
            assertThat(key.send(TestKey.put("one more"))).isEqualTo("9000");
        }
    }

    @Test
    void aNeoIsFullByTheSumOfItsNames() throws IOException {
        try (TestKey key = TestKey.of(folder, "3.4.9")) {
            key.selectOath();
            // 32 x (55 + 9) = 2048
            for (int i = 0; i < 32; i++) {
                key.ok(TestKey.put("%055d".formatted(i)));
            }

            assertThat(key.send(TestKey.put("x"))).isEqualTo("6A84");
            assertThat(key.send(TestKey.put("%055d".formatted(0))))
                    .as("overwriting")
                    .isEqualTo("6A84");
        }
    }

    @Test
    void putOverAnAccountKeepsItsPlaceAndResetsItsCounter() throws IOException {
        try (TestKey key = TestKey.in(folder)) {
            key.selectOath();
            key.ok(TestKey.put("a"));
            key.ok(TestKey.put("b", "11 06" + SECRET, ""));
            key.ok(TestKey.put("c"));
            String zero = key.ok(TestKey.calculate("b", "0000000000000000"));
            assertThat(key.ok(TestKey.calculate("b", ""))).isNotEqualTo(zero);

            key.ok(TestKey.put("b", "11 06" + SECRET, ""));

            assertThat(key.ok(TestKey.LIST)).isEqualTo("72022161" + "72021162" + "72022163");
            assertThat(key.ok(TestKey.calculate("b", ""))).isEqualTo(zero);
        }
    }

    @Test
    void deleteTakesExactlyOneAccount() throws IOException {
        try (TestKey key = TestKey.in(folder)) {
            key.selectOath();
            key.ok(TestKey.put("ab"));
            key.ok(TestKey.put("abc"));

            assertThat(key.send(TestKey.delete("a"))).isEqualTo("6984");
            assertThat(key.send(TestKey.delete("ab"))).isEqualTo("9000");
            assertThat(key.send(TestKey.delete("ab"))).isEqualTo("6984");
            assertThat(key.ok(TestKey.LIST)).isEqualTo("720421616263");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "72 01 61", "71 02 61", "71 01 61 00"})
    void deleteRefuses(String data) throws IOException {
        try (TestKey key = TestKey.in(folder)) {
            key.selectOath();
            key.ok(TestKey.put("a"));

            assertThat(key.send(TestKey.command("00020000", data))).isEqualTo("6A80");
            assertThat(key.ok(TestKey.LIST)).isEqualTo("72022161");
        }
    }

    @Test
    void renameKeepsAllButTheName() throws IOException {
        try (TestKey key = TestKey.in(folder)) {
            key.selectOath();
            key.ok(TestKey.put("a"));
            key.ok(TestKey.put("b"));
            String code = key.ok(TestKey.calculate("a", "0000000000000001"));

            assertThat(key.send(TestKey.rename("a", "z"))).isEqualTo("9000");
            assertThat(key.ok(TestKey.LIST)).isEqualTo("7202217A" + "72022162");
            assertThat(key.ok(TestKey.calculate("z", "0000000000000001"))).isEqualTo(code);

            assertThat(key.send(TestKey.rename("a", "c"))).as("no such").isEqualTo("6984");
            assertThat(key.send(TestKey.rename("z", "b"))).as("exists").isEqualTo("6A80");
            assertThat(key.send(TestKey.command("00050000", TestKey.name("z")))).isEqualTo("6A80");
            assertThat(key.send(TestKey.command("00050000", TestKey.name("z") + "7100")))
                    .isEqualTo("6A80");
        }
    }

    @ParameterizedTest
    @CsvSource({"3.4.9,6D00", "4.3.5,6D00", "5.2.9,6D00", "5.3.0,9000", "5.7.1,9000"})
    void renameCameWith53(String firmware, String sw) throws IOException {
        try (TestKey key = TestKey.of(folder, firmware)) {
            key.selectOath();
            key.ok(TestKey.put("a"));

            assertThat(key.send(TestKey.rename("a", "b"))).isEqualTo(sw);
        }
    }

    @ParameterizedTest
    @CsvSource({"4.0.0,false", "4.0.1,true", "4.2.8,true", "4.3.4,true", "4.3.5,false", "5.7.1,false", "3.4.9,false"})
    void aPrefixOverwritesOnSomeFirmware(String firmware, boolean bug) throws IOException {
        try (TestKey key = TestKey.of(folder, firmware)) {
            key.selectOath();
            key.ok(TestKey.put("abc"));
            key.ok(TestKey.put("ab"));

            assertThat(key.ok(TestKey.LIST)).isEqualTo(bug ? "7203216162" : "720421616263" + "7203216162");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "0001,0100",
        "0002,0001",
        "0003,0100",
        "0004,0000",
        "0004,DEAE",
        "0005,0001",
        "00A1,0001",
        "00A1,0100",
        "00A2,0100",
        "00A2,0002",
        "00A3,0001",
        "00A4,0002",
        "00A4,0101",
        "00A5,0001"
    })
    void wrongP1P2(String claIns, String p1p2) throws IOException {
        try (TestKey key = TestKey.in(folder)) {
            key.selectOath();

            assertThat(key.send(claIns + p1p2)).isEqualTo("6B00");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"0000", "0006", "001D", "00A0", "00A6", "00C0", "00CB", "00FF"})
    void unknownInstruction(String claIns) throws IOException {
        try (TestKey key = TestKey.in(folder)) {
            key.selectOath();

            assertThat(key.send(claIns + "0000")).isEqualTo("6D00");
        }
    }

    @Test
    void resetForgetsTheAccounts() throws IOException {
        try (TestKey key = TestKey.in(folder)) {
            key.selectOath();
            key.ok(TestKey.put("a"));

            assertThat(key.send("0004DEAD")).isEqualTo("9000");
            assertThat(key.ok(TestKey.LIST)).isEmpty();
        }
    }
}
