package ykaws.aws;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The messages are IAM's, as its User Guide quotes them. */
class DenialTest {
    private static Denial denial(String action, String message) {
        return Denial.of(new AwsException(
                        AwsException.Kind.DENIED,
                        action,
                        new AwsException.Answer("AccessDenied", 403, message, null),
                        null))
                .orElseThrow();
    }

    @Test
    void aDeviceThatIsNotCalledLikeItsUser() {
        Denial denial = denial(
                "iam:CreateVirtualMFADevice",
                "User: arn:aws-cn:iam::123456789012:user/team/dev is not authorized to perform:"
                        + " iam:CreateVirtualMFADevice on resource: arn:aws-cn:iam::123456789012:mfa/laptop because no"
                        + " identity-based policy allows the iam:CreateVirtualMFADevice action");

        assertThat(denial.reason()).isEqualTo(Denial.Reason.NOT_ALLOWED);
        assertThat(denial.deviceOfUser()).isEqualTo("dev");
        assertThat(denial.statement())
                .isEqualTo("{\"Effect\":\"Allow\",\"Action\":\"iam:CreateVirtualMFADevice\","
                        + "\"Resource\":\"arn:aws-cn:iam::123456789012:mfa/*\"}");
    }

    @Test
    void aUserNamesItself() {
        Denial denial = denial(
                "iam:EnableMFADevice",
                "User: arn:aws:iam::123456789012:user/dev is not authorized to perform: iam:EnableMFADevice on"
                        + " resource: user dev with an explicit deny in an identity-based policy");

        assertThat(denial.reason()).isEqualTo(Denial.Reason.DENIED_EXPLICITLY);
        assertThat(denial.deviceOfUser()).isNull();
        assertThat(denial.resource()).isEqualTo("arn:aws:iam::123456789012:user/${aws:username}");
    }

    @Test
    void anotherUserIsNamedByItsArn() {
        assertThat(denial(
                                "iam:ListMFADevices",
                                "User: arn:aws-us-gov:iam::123456789012:user/dev is not authorized to perform:"
                                        + " iam:ListMFADevices on resource: user bob because")
                        .resource())
                .isEqualTo("arn:aws-us-gov:iam::123456789012:user/bob");
    }

    @Test
    void aRoleThatMayAskForMfa() {
        assertThat(denial(
                                "sts:AssumeRole",
                                "User: arn:aws:iam::123456789012:user/dev is not authorized to perform: sts:AssumeRole"
                                        + " on resource: arn:aws:iam::123456789012:role/DevRole")
                        .reason())
                .isEqualTo(Denial.Reason.NOT_TRUSTED);
    }

    @Test
    void whatIsNoArnGetsIntoNoPolicy() {
        Denial denial = denial("iam:GetUser", "is not authorized to perform: iam:GetUser on resource: \"}],{\"x\":\"");

        assertThat(denial.resource()).isNull();
        assertThat(denial.statement())
                .isEqualTo("{\"Effect\":\"Allow\",\"Action\":\"iam:GetUser\",\"Resource\":\"*\"}");
        assertThat(denial("iam:GetUser", "no").reason()).isEqualTo(Denial.Reason.UNKNOWN);
    }

    @Test
    void listsKnowNoResource() {
        assertThat(denial(
                                "iam:ListVirtualMFADevices",
                                "User: arn:aws:iam::123456789012:user/dev is not authorized to perform:"
                                        + " iam:ListVirtualMFADevices on resource: arn:aws:iam::123456789012:mfa/ because")
                        .statement())
                .endsWith("\"Resource\":\"*\"}");
    }
}
