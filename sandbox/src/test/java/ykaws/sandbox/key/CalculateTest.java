package ykaws.sandbox.key;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** CALCULATE and CALCULATE ALL against the vectors of RFC 4226 and RFC 6238, and the bytes of the YKOATH specification. */
class CalculateTest {
    private static final String SECRET = "3132333435363738393031323334353637383930";

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "59,          94287082, 46119246, 90693936",
        "1111111109,  07081804, 68084774, 25091201",
        "1111111111,  14050471, 67062674, 99943326",
        "1234567890,  89005924, 91819424, 93441116",
        "2000000000,  69279037, 90698825, 38618901",
        "20000000000, 65353130, 77737706, 47863826",
    })
    void rfc6238(long time, String sha1, String sha256, String sha512) throws IOException {
        String seed = "1234567890".repeat(7);
        try (TestKey key = TestKey.in(folder)) {
            key.selectOath();
            key.ok(TestKey.put("1", "2108" + ascii(seed.substring(0, 20)), ""));
            key.ok(TestKey.put("2", "2208" + ascii(seed.substring(0, 32)), ""));
            key.ok(TestKey.put("3", "2308" + ascii(seed.substring(0, 64)), ""));
            String challenge = "%016X".formatted(time / 30);

            assertThat(List.of(code(key, "1", challenge), code(key, "2", challenge), code(key, "3", challenge)))
                    .containsExactly(sha1, sha256, sha512);
        }
    }

    private static String ascii(String text) {
        return TestKey.hex(text.getBytes(US_ASCII));
    }

    private static String code(TestKey key, String name, String challenge) throws IOException {
        String answer = key.ok(TestKey.calculate(name, challenge));
        assertThat(answer).startsWith("760508").hasSize(14);
        int value = ByteBuffer.wrap(TestKey.bytes(answer), 3, 4).getInt();
        assertThat(value).as("the card masks the top bit").isNotNegative();
        return "%08d".formatted(value % 100_000_000);
    }

    /** The truncated values of RFC 4226, appendix D; the counter moves with each. */
    @Test
    void rfc4226() throws IOException {
        List<String> truncated = List.of(
                "4C93CF18",
                "41397EEA",
                "082FEF30",
                "66EF7655",
                "61C5938A",
                "33C083D4",
                "7256C032",
                "04E5B397",
                "2823443F",
                "2679DC69");
        try (TestKey key = TestKey.in(folder)) {
            key.selectOath();
            key.ok(TestKey.put("h", "1106" + SECRET, ""));
            for (int i = 0; i < truncated.size(); i++) {
                // One client sends zeros, the other an empty challenge.
                String challenge = i % 2 == 0 ? "0000000000000000" : "";
                assertThat(key.ok(TestKey.calculate("h", challenge))).isEqualTo("760506" + truncated.get(i));
            }
        }
    }

    @Test
    void hotpStartsAtItsBigEndianFactorAndSurvivesAReplug() throws IOException {
        try (TestKey key = TestKey.in(folder)) {
            key.selectOath();
            key.ok(TestKey.put("h", "1106" + SECRET, "7A0400000002"));
            assertThat(key.ok(TestKey.calculate("h", ""))).isEqualTo("760506082FEF30");
        }
        try (TestKey key = TestKey.in(folder)) {
            key.selectOath();
            assertThat(key.ok(TestKey.calculate("h", ""))).isEqualTo("76050666EF7655");
            key.ok(TestKey.put("h", "1106" + SECRET, "7A04FFFFFFFF"));
            assertThat(key.ok(TestKey.command("00A20000", TestKey.name("h") + "7400")))
                    .isEqualTo("751506" + TestKey.hmac("HmacSHA1", SECRET, "00000000FFFFFFFF"));
            assertThat(key.ok(TestKey.command("00A20000", TestKey.name("h") + "7400")))
                    .isEqualTo("751506" + TestKey.hmac("HmacSHA1", SECRET, "0000000100000000"));
        }
    }

    @Test
    void theWholeHmacOnRequest() throws IOException {
        String challenge = "A0A1A2A3";
        try (TestKey key = TestKey.in(folder)) {
            key.selectOath();
            key.ok(TestKey.put("1", "2106" + SECRET, ""));
            key.ok(TestKey.put("2", "2206" + SECRET, ""));
            key.ok(TestKey.put("3", "2306" + SECRET, ""));

            assertThat(key.ok("00A20000" + "09" + "710131" + "7404" + challenge))
                    .isEqualTo("751506" + TestKey.hmac("HmacSHA1", SECRET, challenge));
            assertThat(key.ok("00A20000" + "09" + "710132" + "7404" + challenge))
                    .isEqualTo("752106" + TestKey.hmac("HmacSHA256", SECRET, challenge));
            assertThat(key.ok("00A20000" + "09" + "710133" + "7404" + challenge))
                    .isEqualTo("754106" + TestKey.hmac("HmacSHA512", SECRET, challenge));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "unknown name,     71 01 7A 74 08 0000000000000001, 6984",
        "beginning of it,  71 01 61 74 08 0000000000000001, 6984",
        "no challenge,     71 02 6162,                      6A80",
        "empty challenge,  71 02 6162 74 00,                6A80",
        "wrong order,      74 08 0000000000000001 71 02 6162, 6A80",
        "beyond Lc,        71 02 6162 74 08 00000000000001, 6A80",
        "something behind, 71 02 6162 74 08 0000000000000001 00, 6A80",
        "nothing,          '',                              6A80",
    })
    void calculateRefuses(String what, String data, String sw) throws IOException {
        try (TestKey key = TestKey.in(folder)) {
            key.selectOath();
            key.ok(TestKey.put("ab"));

            assertThat(key.send(TestKey.command("00A20001", data))).as(what).isEqualTo(sw);
        }
    }

    @ParameterizedTest
    @CsvSource({"64,9000", "65,6A80"})
    void aChallengeHas64BytesAtMost(int length, String sw) throws IOException {
        try (TestKey key = TestKey.in(folder)) {
            key.selectOath();
            key.ok(TestKey.put("a"));

            assertThat(key.send(TestKey.calculate("a", "01".repeat(length)))).endsWith(sw);
            assertThat(key.send(TestKey.command("00A40001", TestKey.tlv("74", "01".repeat(length)))))
                    .endsWith(sw);
        }
    }

    @Test
    void calculateAllAnswersWithoutWaiting() throws IOException {
        try (TestKey key = TestKey.in(folder)) {
            key.selectOath();
            key.ok(TestKey.put("t", "2106" + SECRET, ""));
            key.ok(TestKey.put("h", "1108" + SECRET, ""));
            key.ok(TestKey.put("f", "2107" + SECRET, "7802"));
            key.ok(TestKey.put("g", "1106" + SECRET, "7802"));
            String one = "0000000000000001";

            assertThat(key.ok("00A40001" + "0A" + "7408" + one))
                    .isEqualTo("710174" + "76050641397EEA" + "710168" + "770108" + "710166" + "7C0107" + "710167"
                            + "770106");
            assertThat(key.ok("00A40000" + "0A" + "7408" + one))
                    .isEqualTo("710174" + "751506" + TestKey.hmac("HmacSHA1", SECRET, one) + "710168" + "770108"
                            + "710166" + "7C0107" + "710167" + "770106");
        }
    }

    @ParameterizedTest
    @CsvSource({"'',6A80", "7400,6A80", "7501AA,6A80", "7402AA,6A80", "7401AA00,6A80"})
    void calculateAllRefuses(String data, String sw) throws IOException {
        try (TestKey key = TestKey.in(folder)) {
            key.selectOath();

            assertThat(key.send(TestKey.command("00A40001", data))).isEqualTo(sw);
        }
    }

    @Test
    void onlyIncreasingChallenges() throws IOException {
        try (TestKey key = TestKey.in(folder)) {
            key.selectOath();
            key.ok(TestKey.put("i", "2106" + SECRET, "7801"));
            key.ok(TestKey.calculate("i", "0000000000000005"));
            key.ok(TestKey.calculate("i", "0000000000000005"));
            assertThat(key.send(TestKey.calculate("i", "0000000000000004"))).isEqualTo("6982");
            assertThat(key.send(TestKey.calculate("i", "04"))).as("shorter").isEqualTo("6982");
            key.ok("00A40001" + "0A" + "7408" + "0000000000000009");
        }
        try (TestKey key = TestKey.in(folder)) {
            key.selectOath();
            assertThat(key.send(TestKey.calculate("i", "0000000000000008"))).isEqualTo("6982");
            assertThat(key.send("00A40001" + "0A" + "7408" + "0000000000000008"))
                    .isEqualTo("6982");
            key.ok(TestKey.calculate("i", "0000000000000009"));
        }
    }
}
