package ykaws.sandbox.key;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The access code: SET CODE, VALIDATE, and what is locked without it. */
class OathLockTest {
    private static final String CODE = "00112233445566778899AABBCCDDEEFF";
    private static final String OTHER = "FFEEDDCCBBAA99887766554433221100";
    private static final String MINE = "A1A2A3A4A5A6A7A8";

    @TempDir
    Path folder;

    /** Selects and gives the challenge. */
    private static String challenge(TestKey key) throws IOException {
        String answer = key.ok(TestKey.SELECT_OATH);
        assertThat(answer).matches("7903.{6}7108.{16}7408.{16}7B0121");
        return answer.substring(34, 50);
    }

    private static void lock(TestKey key) throws IOException {
        key.selectOath();
        key.ok(TestKey.put("a"));
        key.ok(TestKey.setCode(CODE));
    }

    @Test
    void validateUnlocksAndProvesTheCard() throws IOException {
        try (TestKey key = TestKey.in(folder)) {
            lock(key);
            String challenge = challenge(key);
            assertThat(key.send(TestKey.LIST)).isEqualTo("6982");

            assertThat(key.ok(TestKey.validate(CODE, challenge, MINE)))
                    .isEqualTo("7514" + TestKey.hmac("HmacSHA1", CODE, MINE));

            assertThat(key.ok(TestKey.LIST)).isEqualTo("72022161");
        }
    }

    @Test
    void theSessionThatSetTheCodeStaysOpen() throws IOException {
        try (TestKey key = TestKey.in(folder)) {
            lock(key);
            key.ok(TestKey.LIST);
            key.ok(TestKey.setCode(OTHER));
            key.ok(TestKey.LIST);
            String challenge = challenge(key);
            assertThat(key.send(TestKey.validate(CODE, challenge, MINE))).isEqualTo("6A80");
            key.ok(TestKey.validate(OTHER, challenge, MINE));
        }
    }

    @Test
    void aNeoLocksTheSessionThatSetItsFirstCode() throws IOException {
        try (TestKey key = TestKey.of(folder, "3.4.9")) {
            lock(key);
            assertThat(key.send(TestKey.LIST)).isEqualTo("6982");
            key.ok(TestKey.validate(CODE, challenge(key), MINE));
            key.ok(TestKey.LIST);
            key.ok(TestKey.setCode(OTHER));
            key.ok(TestKey.LIST);
        }
    }

    @Test
    void aFailedValidateKeepsTheChallengeAndSelectRenewsIt() throws IOException {
        try (TestKey key = TestKey.in(folder)) {
            lock(key);
            String first = challenge(key);
            assertThat(key.send(TestKey.validate(OTHER, first, MINE))).isEqualTo("6A80");
            assertThat(key.send(TestKey.LIST)).isEqualTo("6982");
            key.ok(TestKey.validate(CODE, first, MINE));

            String second = challenge(key);
            assertThat(second).isNotEqualTo(first);
            assertThat(key.send(TestKey.validate(CODE, first, MINE))).isEqualTo("6A80");
            key.ok(TestKey.validate(CODE, second, MINE));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {TestKey.SELECT_MANAGEMENT, "00A4040008A000000527210102", "power"})
    void unlockingEndsWith(String event) throws IOException {
        try (TestKey key = TestKey.in(folder)) {
            lock(key);
            key.ok(TestKey.validate(CODE, challenge(key), MINE));

            if (event.equals("power")) {
                key.connection.powerCycle();
            } else {
                key.send(event);
            }

            assertThat(key.send(TestKey.LIST)).isIn("6982", "6D00");
            challenge(key);
            assertThat(key.send(TestKey.LIST)).isEqualTo("6982");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "00010000",
                "00020000",
                "00030000",
                "00050000",
                "00A10000",
                "00A20001",
                "00A40001",
                "00A50000",
                "00A10101", // before P1 and P2
                "00060000" // before the INS
            })
    void theLockComesFirst(String command) throws IOException {
        try (TestKey key = TestKey.in(folder)) {
            lock(key);
            challenge(key);

            assertThat(key.send(command)).isEqualTo("6982");
        }
    }

    @Test
    void validateAndResetNeedNoCode() throws IOException {
        try (TestKey key = TestKey.in(folder)) {
            lock(key);
            challenge(key);

            assertThat(key.send("00A30001")).isEqualTo("6B00");
            assertThat(key.send("00A30000")).isEqualTo("6A80");
            assertThat(key.send("00040000")).isEqualTo("6B00");
            assertThat(key.send("0004DEAD")).isEqualTo("9000");
            assertThat(key.ok(TestKey.LIST)).isEmpty();
            assertThat(key.ok(TestKey.SELECT_OATH)).matches("7903.{6}7108.{16}");
        }
    }

    @Test
    void validateWithoutACodeSet() throws IOException {
        try (TestKey key = TestKey.in(folder)) {
            key.selectOath();

            assertThat(key.send(TestKey.validate(CODE, MINE, MINE))).isEqualTo("6984");
        }
    }

    @Test
    void validateRefusesWrongSyntax() throws IOException {
        try (TestKey key = TestKey.in(folder)) {
            lock(key);
            String right = TestKey.hmac("HmacSHA1", CODE, challenge(key));

            assertThat(key.send(TestKey.command("00A30000", "7514" + right))).isEqualTo("6A80");
            assertThat(key.send(TestKey.command("00A30000", "7513" + right.substring(2) + "7408" + MINE)))
                    .isEqualTo("6A80");
            assertThat(key.send(TestKey.command("00A30000", "7514" + right + "7407" + MINE.substring(2))))
                    .isEqualTo("6A80");
            assertThat(key.send(TestKey.command("00A30000", "7408" + MINE + "7514" + right)))
                    .isEqualTo("6A80");
            assertThat(key.send(TestKey.LIST)).isEqualTo("6982");
            assertThat(key.send(TestKey.command("00A30000", "7514" + right + "7408" + MINE)))
                    .endsWith("9000");
        }
    }

    @Test
    void setCodeWantsAProof() throws IOException {
        try (TestKey key = TestKey.in(folder)) {
            key.selectOath();
            String wrong = TestKey.setCode(CODE).replace(CODE, OTHER);

            assertThat(key.send(wrong)).isEqualTo("6984");
            assertThat(key.ok(TestKey.SELECT_OATH)).matches("7903.{6}7108.{16}");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "nothing,           ''",
        "no challenge,      73 11 21 00112233445566778899AABBCCDDEEFF",
        "no response,       73 11 21 00112233445566778899AABBCCDDEEFF 74 08 0102030405060708",
        "empty response,    73 11 21 00112233445566778899AABBCCDDEEFF 74 08 0102030405060708 75 00",
        "type only,         73 01 21 74 08 0102030405060708 75 00",
        "unknown type,      73 11 20 00112233445566778899AABBCCDDEEFF 74 08 0102030405060708 75 00",
        "removal and more,  73 00 74 00",
    })
    void setCodeRefuses(String what, String data) throws IOException {
        try (TestKey key = TestKey.in(folder)) {
            key.selectOath();

            assertThat(key.send(TestKey.command("00030000", data))).as(what).isEqualTo("6A80");
        }
    }

    @Test
    void anEmptyCodeRemovesIt() throws IOException {
        try (TestKey key = TestKey.in(folder)) {
            lock(key);
            key.ok(TestKey.validate(CODE, challenge(key), MINE));

            assertThat(key.send(TestKey.command("00030000", "7300"))).isEqualTo("9000");
            assertThat(key.ok(TestKey.SELECT_OATH)).matches("7903.{6}7108.{16}");
            assertThat(key.ok(TestKey.LIST)).isEqualTo("72022161");
        }
    }
}
