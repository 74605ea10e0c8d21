package ykaws.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EndpointsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://sts.eu-west-1.amazonaws.com",
                "https://vpce-1.sts.eu-west-1.vpce.amazonaws.com:443/x",
                "http://127.0.0.1:4566",
                "http://127.8.9.10",
                "http://localhost:1",
                "http://LOCALHOST",
                "http://[::1]:8080"
            })
    void httpsAndThisMachineAreSafe(String url) {
        assertThat(Endpoints.isSafe(URI.create(url))).isTrue();
        assertThat(new Endpoints("us-east-1", null, URI.create(url), null).sts())
                .isEqualTo(URI.create(url));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://sts.amazonaws.com",
                "http://127.evil.example",
                "http://127.0.0.1.evil.example",
                "http://localhost.evil.example",
                "http://127.0.0.1@evil.example",
                "https://user@sts.amazonaws.com",
                "http://10.0.0.1",
                "ftp://127.0.0.1",
                "file:///etc/passwd",
                "sts.amazonaws.com"
            })
    void anythingElseIsNot(String url) {
        assertThat(Endpoints.isSafe(URI.create(url))).isFalse();
        assertThatIllegalArgumentException().isThrownBy(() -> new Endpoints("us-east-1", URI.create(url), null, null));
    }

    @ParameterizedTest
    @CsvSource({
        "eu-west-1, AWS",
        "cn-north-1, CHINA",
        "us-gov-east-1, GOV",
        "eusc-de-east-1, EUROPEAN_SOVEREIGN",
        "us-iso-west-1, ISO",
        "us-isob-east-1, ISO_B",
        "eu-isoe-west-1, ISO_E",
        "us-isof-east-1, ISO_F",
        "xx-new-1, AWS"
    })
    void aRegionHasAPartition(String region, Partition partition) {
        assertThat(Endpoints.of(region).partition()).isEqualTo(partition);
        assertThat(Partition.ofRegion(partition.homeRegion())).isEqualTo(partition);
        assertThat(Partition.ofArn("arn:" + partition.id() + ":iam::123456789012:mfa/dev"))
                .isEqualTo(partition);
    }

    @ParameterizedTest
    @ValueSource(strings = {"12345", "1234567", "12345a", "", "١٢٣٤٥٦"})
    void anMfaCodeIsSixDigitsAndNotEchoed(String code) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new MfaCode("arn", code))
                .withMessage("an MFA code is six digits");
    }

    @Test
    void secretsAreNotInTexts() {
        assertThat(new MfaCode("arn:x", "123456").toString()).doesNotContain("123456");
        assertThat(TestSessions.keys("AKIA").toString()).doesNotContain("canary");
        assertThat(TestSessions.until(java.time.Instant.EPOCH).toString()).doesNotContain("canary");
    }
}
