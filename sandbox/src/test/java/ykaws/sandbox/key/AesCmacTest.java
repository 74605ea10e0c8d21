package ykaws.sandbox.key;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.GeneralSecurityException;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AesCmacTest {
    private static final String MESSAGE = "6BC1BEE22E409F96E93D7E117393172A" + "AE2D8A571E03AC9C9EB76FAC45AF8E51"
            + "30C81C46A35CE411E5FBC1191A0A52EF" + "F69F2445DF4F9B17AD2B417BE66C3710";

    /** RFC 4493, section 4. */
    @ParameterizedTest
    @CsvSource({
        "0,  BB1D6929E95937287FA37D129B756746",
        "16, 070A16B46B4D4144F79BDD9DD04A287C",
        "40, DFA66747DE9AE63030CA32611497C827",
        "64, 51F0BEBF7E3B9D92FC49741779363CFE"
    })
    void rfc4493(int length, String mac) throws GeneralSecurityException {
        byte[] key = TestKey.bytes("2B7E151628AED2A6ABF7158809CF4F3C");
        byte[] message = TestKey.bytes(MESSAGE.substring(0, 2 * length));
        assertThat(TestKey.hex(AesCmac.of(new SecretKeySpec(key, "AES"), message)))
                .isEqualTo(mac);
    }
}
