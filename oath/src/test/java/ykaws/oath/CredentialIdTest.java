package ykaws.oath;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import ykaws.oath.OathException.Kind;

class CredentialIdTest {
    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "name, -, name, 30",
                "issuer:name, issuer, name, 30",
                "60/issuer:name, issuer, name, 60",
                "60/foo, -, foo, 60",
                "1/foo, -, foo, 1",
                "issuer:a:b, issuer, a:b, 30",
                "issuer:arn:aws:iam::123456789012:mfa/dev, issuer, arn:aws:iam::123456789012:mfa/dev, 30",
                "arn:aws:iam::123456789012:mfa/dev, arn, aws:iam::123456789012:mfa/dev, 30",
                "aws/iam/123456789012:dev, aws/iam/123456789012, dev, 30",
                ":name, -, :name, 30",
                "60/:name, -, :name, 60",
                "issuer:, -, issuer:, 30",
                ":, -, :, 30",
                "60/, -, 60/, 30",
                "/foo, -, /foo, 30",
                // What could not be written again the same way is no period.
                "0/x, -, 0/x, 30",
                "00/x, -, 00/x, 30",
                "30/x, -, 30/x, 30",
                "060/x, -, 060/x, 30",
                "-60/x, -, -60/x, 30",
                "9999999999/x, -, 9999999999/x, 30",
                "99999999999999999999/x, -, 99999999999999999999/x, 30",
                "٦٠/x, -, ٦٠/x, 30"
            })
    void totp(String text, String issuer, String name, int period) {
        CredentialId id = CredentialId.of(text);
        assertThat(id).isEqualTo(new CredentialId(issuer, name, OathType.TOTP, period));
        assertThat(id.text()).isEqualTo(text);
        assertThat(id).hasToString(text);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "60/foo, -, 60/foo",
                "60/issuer:foo, 60/issuer, foo",
                "issuer:name, issuer, name",
                ":name, -, :name",
                "0/x, -, 0/x"
            })
    void hotpHasNoPeriod(String text, String issuer, String name) {
        CredentialId id = CredentialId.parse(text, OathType.HOTP);
        assertThat(id).isEqualTo(new CredentialId(issuer, name, OathType.HOTP, 0));
        assertThat(id).isEqualTo(new CredentialId(issuer, name, OathType.HOTP, 30));
        assertThat(id.text()).isEqualTo(text);
    }

    @Test
    void anEmptyTextIsAnEmptyName() {
        assertThat(CredentialId.of("").toBytes()).isEmpty();
    }

    @Test
    void anEmptyIssuerIsNone() {
        assertThat(new CredentialId("", "name", OathType.TOTP, 30).text()).isEqualTo("name");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, Integer.MIN_VALUE})
    void aPeriodIsPositive(int period) {
        assertThatThrownBy(() -> new CredentialId(null, "x", OathType.TOTP, period))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void sixtyFourBytesOfUtf8Fit() throws OathException {
        // Two, three and four bytes each.
        assertThat(CredentialId.of("é".repeat(32)).requireStorable().toBytes()).hasSize(64);
        assertThat(CredentialId.of("€".repeat(21) + "x").requireStorable().toBytes())
                .hasSize(64);
        assertThat(CredentialId.of("🔑".repeat(16)).requireStorable().toBytes()).hasSize(64);
        assertThat(CredentialId.of("60/" + "i".repeat(30) + ":" + "n".repeat(30))
                        .requireStorable()
                        .toBytes())
                .hasSize(64);
    }

    @Test
    void sixtyFiveDoNot() {
        assertTooLong("é".repeat(32) + "x");
        assertTooLong("€".repeat(21) + "xx");
        assertTooLong("🔑".repeat(16) + "x");
        // Period and issuer count.
        assertTooLong("60/" + "i".repeat(30) + ":" + "n".repeat(31));
    }

    private static void assertTooLong(String text) {
        assertThat(text.getBytes(StandardCharsets.UTF_8)).hasSize(65);
        OathException e = catchThrowableOfType(
                OathException.class, () -> CredentialId.of(text).requireStorable());
        assertThat(e.kind()).isEqualTo(Kind.INVALID_NAME);
        assertThat(e.subject()).isEqualTo(text);
        assertThat(e).hasMessageContaining("65 bytes").hasMessageContaining("at most 64");
    }

    @Test
    void whatWouldBeReadBackDifferentlyIsNotStored() {
        assertInvalid(new CredentialId(null, "", OathType.TOTP, 30));
        assertInvalid(new CredentialId(null, "60/foo", OathType.TOTP, 30));
        assertInvalid(new CredentialId("60/iss", "foo", OathType.TOTP, 30));
        assertInvalid(new CredentialId("a:b", "c", OathType.TOTP, 30));
        assertInvalid(new CredentialId(null, "lone \uDC80 surrogate", OathType.TOTP, 30));
        assertInvalid(new CredentialId(null, "lone \uD800 surrogate", OathType.TOTP, 30));
    }

    private static void assertInvalid(CredentialId id) {
        OathException e = catchThrowableOfType(OathException.class, id::requireStorable);
        assertThat(e).as(id.text()).isNotNull();
        assertThat(e.kind()).isEqualTo(Kind.INVALID_NAME);
    }

    @Test
    void anHotpAccountMayLookAsIfItHadAPeriod() throws OathException {
        assertThat(CredentialId.parse("60/foo", OathType.HOTP).requireStorable().text())
                .isEqualTo("60/foo");
    }
}
