package ykaws.oath;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import ykaws.oath.OathException.Kind;

class OtpauthUriTest {
    private static String text(Secret secret) {
        return secret.expose(bytes -> new String(bytes, StandardCharsets.UTF_8));
    }

    @Test
    void asAwsWritesIt() throws OathException {
        try (NewCredential uri = OtpauthUri.parse("otpauth://totp/Amazon%20Web%20Services:dev@123456789012"
                + "?secret=MZXW6YTBOI&issuer=Amazon%20Web%20Services")) {
            assertThat(uri.id()).isEqualTo(CredentialId.of("Amazon Web Services:dev@123456789012"));
            assertThat(text(uri.key())).isEqualTo("foobar");
            assertThat(uri.algorithm()).isEqualTo(HashAlgorithm.SHA1);
            assertThat(uri.digits()).isEqualTo(6);
            assertThat(uri.counter()).isZero();
            assertThat(uri).hasToString("NewCredential[Amazon Web Services:dev@123456789012]");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "totp/dev?secret=MZXW6YTBOI, dev",
        "TOTP/dev?SECRET=mzxw%206ytb%20oi%3D%3D, dev",
        "totp/i:dev?secret=MZXW+6YTB+OI==, i:dev",
        "totp/i%3Adev?secret=MZXW6YTBOI, i:dev",
        "totp/i:%20dev?secret=MZXW6YTBOI, i:dev",
        "totp/dev?issuer=i+j&secret=MZXW6YTBOI, i j:dev",
        "totp/a+b:d+v?secret=MZXW6YTBOI, a+b:d+v",
        "totp/label:dev?issuer=parameter&secret=MZXW6YTBOI, parameter:dev",
        "totp/label:dev?issuer=&secret=MZXW6YTBOI, label:dev",
        "totp/:dev?secret=MZXW6YTBOI, dev",
        "totp/:i:dev?secret=MZXW6YTBOI, i:dev",
        "totp/::dev?secret=MZXW6YTBOI, :dev",
        "totp/i:a:b?secret=MZXW6YTBOI, i:a:b",
        "steam/dev?secret=MZXW6YTBOI, Steam:dev",
        "totp/valve:dev?secret=MZXW6YTBOI&encoder=steam, Steam:dev",
        "totp/i:dev?secret=MZXW6YTBOI&period=60, 60/i:dev",
        "totp/i:dev?secret=MZXW6YTBOI&period=&unknown&x=y=z&, i:dev",
        "totp/%C3%A9%F0%9F%94%91?secret=MZXW6YTBOI, é🔑",
        "totp/é🔑?secret=MZXW6YTBOI, é🔑",
        "totp/arn%3Aaws%3Aiam%3A%3A123456789012%3Amfa%2Fdev?secret=MZXW6YTBOI&issuer=me,"
                + " me:aws:iam::123456789012:mfa/dev",
        "hotp/60%2Fdev?secret=MZXW6YTBOI&period=60, 60/dev"
    })
    void ids(String rest, String id) throws OathException {
        try (NewCredential uri = OtpauthUri.parse("otpauth://" + rest)) {
            assertThat(uri.id().text()).isEqualTo(id);
            assertThat(text(uri.key())).isEqualTo("foobar");
        }
    }

    @Test
    void allParameters() throws OathException {
        try (NewCredential uri = OtpauthUri.parse(CharBuffer.wrap(
                "otpauth://hotp/dev?secret=MZXW6YTBOI&algorithm=sha256&digits=8&counter=4294967295".toCharArray()))) {
            assertThat(uri.algorithm()).isEqualTo(HashAlgorithm.SHA256);
            assertThat(uri.digits()).isEqualTo(8);
            assertThat(uri.counter()).isEqualTo(-1);
            try (NewCredential credential = uri.as(CredentialId.parse("other", OathType.HOTP))
                    .touch(true)
                    .build()) {
                assertThat(credential.id().text()).isEqualTo("other");
                assertThat(credential.touch()).isTrue();
                assertThat(credential.counter()).isEqualTo(-1);
            }
            assertThat(text(uri.key())).as("its own key").isEqualTo("foobar");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "totp/Steam:dev?secret=MZXW6YTBOI&digits=5, 6",
        "totp/dev?issuer=Steam&secret=MZXW6YTBOI&digits=5, 6",
        "totp/Steam:dev?secret=MZXW6YTBOI&digits=8, 8",
        "totp/Stoom:dev?secret=MZXW6YTBOI&digits=5, 5"
    })
    void fiveDigitsAreSixForSteam(String rest, int digits) throws OathException {
        try (NewCredential uri = OtpauthUri.parse("otpauth://" + rest)) {
            assertThat(uri.digits()).isEqualTo(digits);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "totp/Stoom:dev?secret=MZXW6YTBOI&digits=5, 6 to 8 digits",
        "totp/dev?secret=MY, shorter than 2 bytes",
        "totp/60%2Fdev?secret=MZXW6YTBOI, another period",
        "totp/x?issuer=a:b&secret=MZXW6YTBOI, contains a colon",
        "totp/12345678901234567890123456789012345678901234567890123456789012345?secret=MZXW6YTBOI, at most 64"
    })
    void aDraftMayBeOneThatNoKeyTakes(String rest, String why) throws OathException {
        try (NewCredential draft = OtpauthUri.parse("otpauth://" + rest)) {
            OathException e = catchThrowableOfType(OathException.class, draft::requireStorable);
            assertThat(e).hasMessageContaining(why);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "http://totp/dev?secret=MZXW6YTBOI | INVALID_ARGUMENT",
                "otpauth:/totp/dev?secret=MZXW6YTBOI | INVALID_ARGUMENT",
                "otpauth:// | INVALID_ARGUMENT",
                "otpauth://totp | INVALID_ARGUMENT",
                "otpauth://totp?secret=MZXW6YTBOI | INVALID_ARGUMENT",
                "otpauth://totp/?secret=MZXW6YTBOI | INVALID_ARGUMENT",
                "otpauth://totp/issuer:?secret=MZXW6YTBOI | INVALID_ARGUMENT",
                "otpauth://motp/dev?secret=MZXW6YTBOI | INVALID_ARGUMENT",
                "otpauth://totp/dev?secret=MZXW6YTBOI&digits=six | INVALID_ARGUMENT",
                "otpauth://totp/dev?secret=MZXW6YTBOI&digits=-6 | INVALID_ARGUMENT",
                "otpauth://totp/dev?secret=MZXW6YTBOI&period=0 | INVALID_ARGUMENT",
                "otpauth://totp/dev?secret=MZXW6YTBOI&period=4294967295 | INVALID_ARGUMENT",
                "otpauth://totp/dev?secret=MZXW6YTBOI&algorithm=MD5 | INVALID_ARGUMENT",
                "otpauth://totp/d%2?secret=MZXW6YTBOI | INVALID_ARGUMENT",
                "otpauth://totp/d%2xv?secret=MZXW6YTBOI | INVALID_ARGUMENT",
                "otpauth://totp/dev | INVALID_SECRET",
                "otpauth://totp/dev? | INVALID_SECRET",
                "otpauth://totp/dev?secret | INVALID_SECRET",
                "otpauth://totp/dev?secret= | INVALID_SECRET",
                "otpauth://totp/dev?secret=MZXW6YTBO1 | INVALID_SECRET",
                "otpauth://totp/dev?secret=MZXW6YTBOI&secret=MZXW6YTBOI | INVALID_SECRET"
            })
    void broken(String uri, Kind kind) {
        OathException e = catchThrowableOfType(OathException.class, () -> OtpauthUri.parse(uri));
        assertThat(e.kind()).isEqualTo(kind);
        assertThat(e.getMessage()).doesNotContain("MZXW");
    }

    @ParameterizedTest
    @ValueSource(strings = {"MZXW6YTBOI", "otpauth", "otpauth:/", "x otpauth://totp/dev"})
    void aBareSecretIsNoUri(String text) {
        assertThat(OtpauthUri.looksLike(text)).isFalse();
    }

    @Test
    void aUriLooksLikeOne() {
        assertThat(OtpauthUri.looksLike("OTPAUTH://totp/dev")).isTrue();
    }

    @Test
    void closingWipes() throws OathException {
        NewCredential uri = OtpauthUri.parse("otpauth://totp/dev?secret=MZXW6YTBOI");
        uri.close();
        assertThat(uri.key().length()).isZero();
    }

    @Test
    void formats() throws OathException {
        try (NewCredential totp = NewCredential.builder(
                                CredentialId.of("60/Wide World:é+1"),
                                Secret.copyOf("foobar".getBytes(StandardCharsets.US_ASCII)))
                        .algorithm(HashAlgorithm.SHA512)
                        .digits(8)
                        .build();
                Secret uri = OtpauthUri.format(totp)) {
            assertThat(text(uri))
                    .isEqualTo("otpauth://totp/Wide%20World:%C3%A9%2B1?secret=MZXW6YTBOI"
                            + "&issuer=Wide%20World&algorithm=SHA512&digits=8&period=60");
            try (NewCredential again = OtpauthUri.parse(text(uri))) {
                assertThat(again.id()).isEqualTo(totp.id());
            }
        }
        try (NewCredential hotp = NewCredential.builder(
                                CredentialId.parse("dev", OathType.HOTP),
                                Secret.copyOf("foobar".getBytes(StandardCharsets.US_ASCII)))
                        .counter(-1)
                        .build();
                Secret uri = OtpauthUri.format(hotp)) {
            assertThat(text(uri))
                    .isEqualTo("otpauth://hotp/dev?secret=MZXW6YTBOI&algorithm=SHA1&digits=6&counter=4294967295");
        }
    }
}
