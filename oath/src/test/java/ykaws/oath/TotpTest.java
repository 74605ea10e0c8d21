package ykaws.oath;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TotpTest {
    private static final String KEY_20 = "12345678901234567890";
    private static final String KEY_32 = "12345678901234567890123456789012";
    private static final String KEY_64 = "1234567890123456789012345678901234567890123456789012345678901234";

    private static Secret secret(String ascii) {
        return Secret.takeOver(ascii.getBytes(StandardCharsets.US_ASCII));
    }

    // RFC 4226, appendix D.
    @ParameterizedTest
    @CsvSource({
        "0, 755224", "1, 287082", "2, 359152", "3, 969429", "4, 338314",
        "5, 254676", "6, 287922", "7, 162583", "8, 399871", "9, 520489"
    })
    void rfc4226(long counter, String code) {
        assertThat(Totp.code(secret(KEY_20), HashAlgorithm.SHA1, 6, counter)).isEqualTo(code);
    }

    // RFC 6238, appendix B, with the keys of its erratum 2866.
    @ParameterizedTest
    @CsvSource({
        "59, 94287082, 46119246, 90693936",
        "1111111109, 07081804, 68084774, 25091201",
        "1111111111, 14050471, 67062674, 99943326",
        "1234567890, 89005924, 91819424, 93441116",
        "2000000000, 69279037, 90698825, 38618901",
        "20000000000, 65353130, 77737706, 47863826"
    })
    void rfc6238(long seconds, String sha1, String sha256, String sha512) {
        long step = Totp.step(Instant.ofEpochSecond(seconds), 30);
        assertThat(Totp.code(secret(KEY_20), HashAlgorithm.SHA1, 8, step)).isEqualTo(sha1);
        assertThat(Totp.code(secret(KEY_32), HashAlgorithm.SHA256, 8, step)).isEqualTo(sha256);
        assertThat(Totp.code(secret(KEY_64), HashAlgorithm.SHA512, 8, step)).isEqualTo(sha512);
    }

    @ParameterizedTest
    @CsvSource({"0, 30, 0", "29, 30, 0", "30, 30, 1", "59, 60, 0", "60, 60, 1", "-1, 30, -1", "1111111109, 30, 37037036"
    })
    void step(long seconds, int period, long step) {
        assertThat(Totp.step(Instant.ofEpochSecond(seconds), period)).isEqualTo(step);
    }

    @Test
    void theLastNanosecondOfAStepBelongsToIt() {
        assertThat(Totp.step(Instant.ofEpochSecond(29, 999_999_999), 30)).isZero();
    }

    @Test
    void aTopBitLeftInByTheCardMakesNoNegativeCode() {
        assertThat(Totp.digits(0xFFFFFFFF, 10)).isEqualTo("2147483647");
    }

    @Test
    void anEmptyKeyIsAKeyOfZeros() {
        Secret zeros = Secret.takeOver(new byte[14]);
        Secret empty = Secret.takeOver(new byte[0]);
        assertThat(Totp.code(empty, HashAlgorithm.SHA1, 6, 1)).isEqualTo(Totp.code(zeros, HashAlgorithm.SHA1, 6, 1));
    }
}
