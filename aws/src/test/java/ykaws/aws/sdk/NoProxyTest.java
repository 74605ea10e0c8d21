package ykaws.aws.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NoProxyTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | sts.amazonaws.com | false",
                "* | sts.amazonaws.com | true",
                "amazonaws.com | sts.amazonaws.com | true",
                ".amazonaws.com | sts.amazonaws.com | true",
                "*.amazonaws.com | sts.amazonaws.com | true",
                "localhost, AMAZONAWS.com | Sts.Amazonaws.com | true",
                "localhost sts.amazonaws.com:443 | sts.amazonaws.com | true",
                "zonaws.com | sts.amazonaws.com | false",
                "sts.amazonaws.com | amazonaws.com | false",
                "other.example | sts.amazonaws.com | false"
            })
    void covers(String list, String host, boolean covered) {
        assertThat(NoProxy.covers(list, host)).isEqualTo(covered);
    }
}
