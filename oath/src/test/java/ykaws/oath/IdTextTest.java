package ykaws.oath;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IdTextTest {
    @ParameterizedTest
    @CsvSource({
        "'', ''",
        "646576, dev",
        "F09F9491, 🔑",
        "EFBFBD, \uFFFD",
        "64FF76, d\uDCFFv",
        "C3, \uDCC3",
        "C328, \uDCC3(",
        "EDA080, \uDCED\uDCA0\uDC80",
        "F09F94, \uDCF0\uDC9F\uDC94",
        "80F09F9491, \uDC80🔑"
    })
    void bytesComeBack(String hex, String text) {
        byte[] bytes = HexFormat.of().parseHex(hex);
        assertThat(IdText.decode(bytes)).isEqualTo(text);
        assertThat(IdText.encode(text)).isEqualTo(bytes);
    }

    @Test
    void anyBytesComeBack() {
        Random random = new Random(2);
        for (int i = 0; i < 5000; i++) {
            byte[] bytes = new byte[random.nextInt(65)];
            random.nextBytes(bytes);
            assertThat(IdText.encode(IdText.decode(bytes))).isEqualTo(bytes);
            assertThat(CredentialId.of(IdText.decode(bytes)).toBytes()).isEqualTo(bytes);
        }
    }
}
