package ykaws.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Addresses of the console and of its sign-in service, in every partition. */
class ConsoleAddressTest {
    @ParameterizedTest
    @CsvSource({
        "AWS, https://signin.aws.amazon.com/federation, https://console.aws.amazon.com/",
        "CHINA, https://signin.amazonaws.cn/federation, https://console.amazonaws.cn/",
        "GOV, https://signin.amazonaws-us-gov.com/federation, https://console.amazonaws-us-gov.com/",
        "EUROPEAN_SOVEREIGN, https://signin.amazonaws-eusc.eu/federation, https://console.amazonaws-eusc.eu/"
    })
    void eachPartitionHasItsHosts(Partition partition, String signIn, String console) {
        assertThat(ConsoleAddress.signIn(partition)).contains(URI.create(signIn));
        assertThat(ConsoleAddress.page(partition, null, partition.homeRegion()))
                .isEqualTo(console + "console/home?region=" + partition.homeRegion());
    }

    @ParameterizedTest
    @EnumSource(names = {"ISO", "ISO_B", "ISO_E", "ISO_F"})
    void thoseThatAreNotPublicHaveToBeNamed(Partition partition) {
        assertThat(ConsoleAddress.signIn(partition)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "s3, s3?region=eu-west-1",
        "/s3/, s3/?region=eu-west-1",
        "ec2/home#Instances:, ec2/home?region=eu-west-1#Instances:",
        "ec2/home?x=y#Instances:a=b, ec2/home?x=y&region=eu-west-1#Instances:a=b",
        "ec2/home?region=us-east-2, ec2/home?region=us-east-2",
        "//evil.example/x, evil.example/x?region=eu-west-1",
        "@evil.example, @evil.example?region=eu-west-1"
    })
    void aPathIsOneOfTheConsole(String path, String expected) {
        assertThat(ConsoleAddress.page(Partition.AWS, path, "eu-west-1"))
                .isEqualTo("https://console.aws.amazon.com/" + expected);
    }

    @Test
    void withoutARegionThePathIsKept() {
        assertThat(ConsoleAddress.page(Partition.AWS, "s3#x", null)).isEqualTo("https://console.aws.amazon.com/s3#x");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", "a\nb", "a\"b", "a\\b", "\u00e4", "a\u0000"})
    void whatIsNoPartOfAUrlIsRefused(String path) {
        assertThatThrownBy(() -> ConsoleAddress.page(Partition.AWS, path, null))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theLoginAddressIsEncoded() {
        assertThat(ConsoleAddress.login(URI.create("https://s/federation"), "a+/=b", "https://c/x?region=r#y:z"))
                .isEqualTo("https://s/federation?Action=login&Destination=https%3A%2F%2Fc%2Fx%3Fregion%3Dr%23y%3Az"
                        + "&SigninToken=a%2B%2F%3Db");
    }
}
