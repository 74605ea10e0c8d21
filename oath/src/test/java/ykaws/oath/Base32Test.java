package ykaws.oath;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import ykaws.oath.OathException.Kind;

class Base32Test {
    // RFC 4648, section 10.
    @ParameterizedTest
    @CsvSource({
        "f, MY======",
        "fo, MZXQ====",
        "foo, MZXW6===",
        "foob, MZXW6YQ=",
        "fooba, MZXW6YTB",
        "foobar, MZXW6YTBOI======"
    })
    void rfc4648(String plain, String encoded) throws OathException {
        byte[] bytes = plain.getBytes(StandardCharsets.US_ASCII);
        assertThat(Base32.decode(encoded)).isEqualTo(bytes);
        assertThat(Base32.decode(encoded.replace("=", ""))).isEqualTo(bytes);
        assertThat(Base32.encode(bytes)).isEqualTo(encoded.replace("=", ""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mzxw6ytboi",
                "MZXW 6YTB OI",
                " mzxw6ytb\toi==\r\n",
                "MzXw6YtBoI======",
                "M Z X W 6 Y T B O I = = = = = ="
            })
    void caseBlanksAndPaddingDoNotCount(String text) throws OathException {
        assertThat(Base32.decode(text)).asString(StandardCharsets.US_ASCII).isEqualTo("foobar");
    }

    // Upper case of i is not I in Turkish.
    @Test
    void lowerCaseUnderTheTurkishLocale() throws OathException {
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.forLanguageTag("tr-TR"));
        try {
            assertThat("i".toUpperCase(Locale.getDefault())).isNotEqualTo("I");
            assertThat(Base32.decode("mzxw6ytboi"))
                    .asString(StandardCharsets.US_ASCII)
                    .isEqualTo("foobar");
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void aTrailingZeroByteStays() throws OathException {
        assertThat(Base32.decode("AAAA")).containsExactly(0, 0);
        assertThat(Base32.decode("AEAAA")).containsExactly(1, 0, 0);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "=",
                "A",
                "ABC",
                "ABCDEF",
                "MZXW6YT1",
                "MZXW6YT0",
                "MZXW6YT8",
                "MZXW6YT9",
                "MY=A",
                "MZ-W",
                "MZXW6YTß",
                "MZXW6YTı",
                "MZXW6YTＡ"
            })
    void anythingElseIsRefusedWithoutEcho(String text) {
        OathException e = catchThrowableOfType(OathException.class, () -> Base32.decode(text));
        assertThat(e.kind()).isEqualTo(Kind.INVALID_SECRET);
        assertThat(e.subject()).isEmpty();
        if (text.length() > 3) {
            assertThat(e.getMessage()).doesNotContain(text).doesNotContain(text.substring(0, 4));
        }
    }

    @Test
    void roundTrip() throws OathException {
        Random random = new Random(1);
        for (int length = 1; length < 100; length++) {
            byte[] bytes = new byte[length];
            random.nextBytes(bytes);
            assertThat(Base32.decode(Base32.encode(bytes))).isEqualTo(bytes);
        }
    }
}
