package ykaws.aws.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import ykaws.aws.AwsException;
import ykaws.aws.Denial;
import ykaws.aws.Endpoints;
import ykaws.aws.Partition;
import ykaws.oath.MfaArn;
import ykaws.oath.OathException;

/**
 * Everything that a partition decides. Source of the endpoints: AWS General Reference, "AWS Identity and Access
 * Management endpoints", and the partitions' own lists.
 */
class PartitionsTest {
    @ParameterizedTest
    @CsvSource({
        "eu-central-1, us-east-1, https://iam.amazonaws.com, https://sts.eu-central-1.amazonaws.com",
        "us-east-1, us-east-1, https://iam.amazonaws.com, https://sts.us-east-1.amazonaws.com",
        "cn-northwest-1, cn-north-1, https://iam.cn-north-1.amazonaws.com.cn,"
                + " https://sts.cn-northwest-1.amazonaws.com.cn",
        "us-gov-east-1, us-gov-west-1, https://iam.us-gov.amazonaws.com, https://sts.us-gov-east-1.amazonaws.com",
        "eusc-de-east-1, eusc-de-east-1, https://iam.eusc-de-east-1.amazonaws.eu,"
                + " https://sts.eusc-de-east-1.amazonaws.eu"
    })
    void iamSignsAtHomeAndStsInItsRegion(String region, String home, String iam, String sts) {
        Endpoints endpoints = Endpoints.of(region);

        assertThat(endpoints.partition().homeRegion()).isEqualTo(home);
        assertThat(SdkIam.ownEndpoint(endpoints.partition().homeRegion())).hasToString(iam);
        assertThat(SdkSts.ownEndpoint(region)).hasToString(sts);
    }

    @ParameterizedTest
    @CsvSource({"AWS, aws", "CHINA, aws-cn", "GOV, aws-us-gov", "EUROPEAN_SOVEREIGN, aws-eusc"})
    void theNameInArnsIsRead(Partition partition, String name) {
        assertThat(partition.id()).isEqualTo(name);
        assertThat(Partition.ofArn("arn:" + name + ":iam::123456789012:user/dev"))
                .isEqualTo(partition);
        assertThat(Partition.ofRegion(partition.homeRegion())).isEqualTo(partition);
    }

    @ParameterizedTest
    @CsvSource({"aws, 34", "aws-cn, 31", "aws-eusc, 29", "aws-us-gov, 27"})
    void theRoomForNamesOnAKeyDependsOnIt(String partition, int room) throws OathException {
        MfaArn fits = new MfaArn(partition, "123456789012", "/", "n".repeat(room));
        MfaArn tooLong = new MfaArn(partition, "123456789012", "/", "n".repeat(room + 1));

        assertThat(fits.accountName().text()).isEqualTo(fits.text()).hasSize(64);
        assertThat(tooLong.accountName().text()).isEqualTo("aws/iam/123456789012:" + "n".repeat(room + 1));
        assertThat(tooLong.names(tooLong.accountName())).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"aws", "aws-cn", "aws-us-gov", "aws-eusc"})
    void theStatementThatIsMissingNamesIt(String partition) {
        String message = "User: arn:" + partition + ":iam::123456789012:user/dev is not authorized to perform:"
                + " iam:CreateVirtualMFADevice on resource: arn:" + partition + ":iam::123456789012:mfa/laptop because"
                + " no identity-based policy allows the iam:CreateVirtualMFADevice action";
        AwsException e = new AwsException(
                AwsException.Kind.DENIED,
                "iam:CreateVirtualMFADevice",
                new AwsException.Answer("AccessDenied", 403, message, null),
                null);

        Optional<Denial> denial = Denial.of(e);

        assertThat(denial).isPresent();
        assertThat(denial.get().statement())
                .isEqualTo("{\"Effect\":\"Allow\",\"Action\":\"iam:CreateVirtualMFADevice\",\"Resource\":\"arn:"
                        + partition + ":iam::123456789012:mfa/*\"}");
    }
}
