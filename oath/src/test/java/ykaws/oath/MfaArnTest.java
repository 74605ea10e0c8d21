package ykaws.oath;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import ykaws.oath.OathException.Kind;

class MfaArnTest {
    private static final String DEV = "arn:aws:iam::123456789012:mfa/dev";

    private static MfaArn arn(String text) {
        return MfaArn.parse(text).orElseThrow();
    }

    @ParameterizedTest
    @CsvSource({
        "arn:aws:iam::123456789012:mfa/dev, aws, /, dev",
        "arn:aws:iam::123456789012:mfa/team/a/dev, aws, /team/a/, dev",
        "arn:aws-cn:iam::123456789012:mfa/dev, aws-cn, /, dev",
        "arn:aws-us-gov:iam::123456789012:mfa/d+e=v.x@y-_, aws-us-gov, /, d+e=v.x@y-_"
    })
    void parts(String text, String partition, String path, String name) {
        assertThat(arn(text)).isEqualTo(new MfaArn(partition, "123456789012", path, name));
        assertThat(arn(text).text()).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "dev",
                "arn:aws:iam::123456789012:user/dev",
                "arn:aws:iam::123456789012:u2f/dev",
                "arn:aws:iam::123456789012:mfa",
                "arn:aws:iam::123456789012:mfa/",
                "arn:aws:iam::123456789012:mfa/team/",
                "arn:aws:iam::12345678901:mfa/dev",
                "arn:aws:iam::1234567890123:mfa/dev",
                "arn:aws:iam::12345678901x:mfa/dev",
                "arn:aws:iam:us-east-1:123456789012:mfa/dev",
                "arn:aws:sts::123456789012:mfa/dev",
                "arn:gcp:iam::123456789012:mfa/dev",
                "arn:aws-:iam::123456789012:mfa/dev",
                "arn:aws:iam::123456789012:mfa/dev:x",
                "issuer:arn:aws:iam::123456789012:mfa/dev",
                "ARN:aws:iam::123456789012:mfa/dev"
            })
    void anythingElseIsNone(String text) {
        assertThat(MfaArn.parse(text)).isEmpty();
    }

    @Test
    void theAccountIsNamedByTheArnWhereItFits() throws OathException {
        assertThat(arn(DEV).accountName().text()).isEqualTo(DEV);
        // 34 bytes stand before the name.
        String longest = "arn:aws:iam::123456789012:mfa/" + "n".repeat(34);
        assertThat(longest).hasSize(64);
        assertThat(arn(longest).accountName().text()).isEqualTo(longest);
    }

    @Test
    void elseAsAwsuDoes() throws OathException {
        String name = "n".repeat(35);
        assertThat(arn("arn:aws:iam::123456789012:mfa/" + name).accountName().text())
                .isEqualTo("aws/iam/123456789012:" + name);
        assertThat(arn("arn:aws-us-gov:iam::123456789012:mfa/some/team/of/ours/dev")
                        .accountName()
                        .text())
                .isEqualTo("arn:aws-us-gov:iam::123456789012:mfa/some/team/of/ours/dev");
    }

    @Test
    void elseNotAtAll() {
        String name = "n".repeat(44);
        OathException e = catchThrowableOfType(
                OathException.class,
                () -> arn("arn:aws:iam::123456789012:mfa/" + name).accountName());
        assertThat(e.kind()).isEqualTo(Kind.INVALID_NAME);
        assertThat(e).hasMessageContaining("64 bytes").hasMessageContaining(name);
    }

    @ParameterizedTest
    @CsvSource({
        "arn:aws:iam::123456789012:mfa/dev, true",
        "aws/iam/123456789012:dev, true",
        "me:arn:aws:iam::123456789012:mfa/dev, true",
        "arn:aws:iam::123456789012:mfa/dev2, false",
        "arn:aws:iam::123456789013:mfa/dev, false",
        "aws/iam/123456789013:dev, false",
        "dev, false"
    })
    void spellings(String id, boolean names) {
        assertThat(arn(DEV).names(CredentialId.of(id))).isEqualTo(names);
    }
}
