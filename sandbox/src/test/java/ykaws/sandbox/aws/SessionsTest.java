package ykaws.sandbox.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** STS: sessions, roles, codes and the age of an MFA. */
class SessionsTest extends AwsTest {
    private static final String WRONG_CODE = "MultiFactorAuthentication failed with invalid MFA one time pass code. ";
    private static final String UNABLE = "MultiFactorAuthentication failed, unable to validate MFA code. Please verify"
            + " your MFA serial number is valid and associated with this user.";

    @Test
    void aCodeHoldsOnce() throws IOException {
        String code = enrolled().at(now.get(), 0);
        assertThat(sessionToken(code).code()).isEqualTo("OK");
        Requests.Reply again = sessionToken(code);
        assertThat(again.status()).isEqualTo(403);
        assertThat(again.code()).isEqualTo("AccessDenied");
        assertThat(again.message()).isEqualTo(WRONG_CODE);
        restart(settings());
        assertThat(sessionToken(code).message()).isEqualTo(WRONG_CODE);
        assertThat(assumeRole(dev(), "SerialNumber", DEVICE, "TokenCode", code).message())
                .isEqualTo(WRONG_CODE);
    }

    @Test
    void theCodesOfEnableAreSpentToo() throws IOException {
        Codes codes = create("dev");
        enable("dev", codes.at(START, -1), codes.at(START, 0));
        assertThat(sessionToken(codes.at(START, 0)).message()).isEqualTo(WRONG_CODE);
        assertThat(sessionToken(codes.at(START, 1)).code()).isEqualTo("OK");
    }

    @Test
    void aRefusedCallHasSpentItsCodeAllTheSame() throws IOException {
        String code = enrolled().at(now.get(), 0);
        assertThat(dev().sts(
                                "AssumeRole",
                                "RoleArn",
                                ROLE + "2",
                                "RoleSessionName",
                                "work",
                                "SerialNumber",
                                DEVICE,
                                "TokenCode",
                                code)
                        .code())
                .isEqualTo("AccessDenied");
        assertThat(sessionToken(code).message()).isEqualTo(WRONG_CODE);
    }

    @ParameterizedTest
    @CsvSource({
        "1, -2, AccessDenied",
        "1, -1, OK",
        "1, 0, OK",
        "1, 1, OK",
        "1, 2, AccessDenied",
        "0, -1, AccessDenied",
        "0, 0, OK",
        "0, 1, AccessDenied"
    })
    void aCodeHoldsAroundItsTimeStep(int window, int step, String outcome) throws IOException {
        Codes codes = enrolled();
        pass(Duration.ofSeconds(60));
        restart(settings().withWindow(window));
        assertThat(sessionToken(codes.at(now.get(), step)).code()).isEqualTo(outcome);
    }

    @Test
    void aDeviceOfSomebodyElseOrOfNobodyProvesNothing() throws IOException {
        Codes codes = create("dev");
        assertThat(sessionToken(codes.at(START, 0)).message()).isEqualTo(UNABLE);
        enable("dev", codes.at(START, -1), codes.at(START, 0));
        assertThat(admin().sts("GetSessionToken", "SerialNumber", DEVICE, "TokenCode", codes.at(START, 1))
                        .message())
                .isEqualTo(UNABLE);
        assertThat(dev().sts("GetSessionToken", "SerialNumber", DEVICE + "2", "TokenCode", "123456")
                        .message())
                .isEqualTo(UNABLE);
        assertThat(dev().sts("GetSessionToken", "SerialNumber", DEVICE).message())
                .contains("must provide both MFA serial number and one time pass code");
    }

    @Test
    void enableMayTakeAWhileToBeSeen() throws IOException {
        restart(settings().withEnableDelay(Duration.ofSeconds(20)));
        Codes codes = create("dev");
        enable("dev", codes.at(START, -1), codes.at(START, 0));
        assertThat(sessionToken(codes.at(START, 1)).message()).isEqualTo(UNABLE);
        pass(Duration.ofSeconds(20));
        // The same code: what could not be validated was not spent.
        assertThat(sessionToken(codes.at(START, 1)).code()).isEqualTo("OK");
    }

    @ParameterizedTest
    @CsvSource({"0, OK", "299, OK", "300, AccessDenied", "301, AccessDenied"})
    void theRoleAsksForAYoungMfa(int age, String outcome) throws IOException {
        Requests.Keys session = sessionToken(enrolled().at(now.get(), 0)).session();
        pass(Duration.ofSeconds(age));
        Requests.Reply reply = assumeRole(with(session));
        assertThat(reply.code()).isEqualTo(outcome);
        if (!outcome.equals("OK")) {
            assertThat(reply.status()).isEqualTo(403);
            assertThat(reply.message())
                    .isEqualTo(
                            "User: arn:aws:iam::123456789012:user/dev is not authorized to perform: sts:AssumeRole on"
                                    + " resource: " + ROLE);
        }
    }

    @Test
    void theRoleAsksForMfaAtAll() throws IOException {
        Codes codes = enrolled();
        assertThat(assumeRole(dev()).code()).isEqualTo("AccessDenied");
        assertThat(assumeRole(with(dev().sts("GetSessionToken").session())).code())
                .isEqualTo("AccessDenied");
        Requests.Reply direct = assumeRole(dev(), "SerialNumber", DEVICE, "TokenCode", codes.at(now.get(), 0));
        assertThat(direct.code()).isEqualTo("OK");
        assertThat(direct.value("Arn")).isEqualTo("arn:aws:sts::123456789012:assumed-role/DevRole/work");
        assertThat(direct.value("AssumedRoleId")).matches("AROA[A-Z2-7]{17}:work");
        assertThat(with(direct.session()).sts("GetCallerIdentity").value("Arn"))
                .isEqualTo("arn:aws:sts::123456789012:assumed-role/DevRole/work");
        // The role's own rights: to read, and nothing else.
        assertThat(with(direct.session()).iam("GetUser", "UserName", "dev").code())
                .isEqualTo("OK");
        assertThat(with(direct.session()).iam("GetUser").code()).isEqualTo("ValidationError");
        assertThat(with(direct.session())
                        .iam("CreateVirtualMFADevice", "VirtualMFADeviceName", "x")
                        .message())
                .isEqualTo("User: arn:aws:sts::123456789012:assumed-role/DevRole/work is not authorized to perform:"
                        + " iam:CreateVirtualMFADevice on resource: arn:aws:iam::123456789012:mfa/x because no"
                        + " identity-based policy allows the iam:CreateVirtualMFADevice action");
    }

    @Test
    void theAdminIsNotOfTheRole() throws IOException {
        assertThat(assumeRole(admin()).code()).isEqualTo("AccessDenied");
        assertThat(assumeRole(admin()).message()).contains("user/admin is not authorized to perform: sts:AssumeRole");
    }

    @ParameterizedTest
    @CsvSource({"899, ValidationError", "900, OK", "129600, OK", "129601, ValidationError"})
    void sessionTokensLiveFromAQuarterToThirtySixHours(String seconds, String outcome) throws IOException {
        assertThat(dev().sts("GetSessionToken", "DurationSeconds", seconds).code())
                .isEqualTo(outcome);
    }

    @Test
    void rolesLiveAsLongAsTheyMay() throws IOException {
        Codes codes = enrolled();
        Requests.Keys session = sessionToken(codes.at(now.get(), 0)).session();
        Requests.Reply chained = assumeRole(with(session), "DurationSeconds", "3601");
        assertThat(chained.status()).isEqualTo(400);
        assertThat(chained.code()).isEqualTo("ValidationError");
        assertThat(chained.message())
                .isEqualTo("The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role"
                        + " chaining.");
        Requests.Reply direct = assumeRole(
                dev(), "DurationSeconds", "3601", "SerialNumber", DEVICE, "TokenCode", codes.at(now.get(), 1));
        assertThat(direct.message())
                .isEqualTo("The requested DurationSeconds exceeds the MaxSessionDuration set for this role.");
        assertThat(assumeRole(with(session), "DurationSeconds", "3600").code()).isEqualTo("OK");
        assertThat(assumeRole(with(session), "DurationSeconds", "899").message())
                .isEqualTo("1 validation error detected: Value '899' at 'durationSeconds' failed to satisfy constraint:"
                        + " Member must have value greater than or equal to 900");
    }

    @Test
    void aSessionGetsNoSessionToken() throws IOException {
        Requests.Keys session = dev().sts("GetSessionToken").session();
        Requests.Reply reply = with(session).sts("GetSessionToken");
        assertThat(reply.status()).isEqualTo(403);
        assertThat(reply.code()).isEqualTo("AccessDenied");
        assertThat(reply.message()).isEqualTo("Cannot call GetSessionToken with session credentials");
    }

    @Test
    void aSessionWithoutMfaCannotCallIam() throws IOException {
        Codes codes = enrolled();
        Requests.Reply bare = with(dev().sts("GetSessionToken").session()).iam("GetUser");
        assertThat(bare.status()).isEqualTo(403);
        assertThat(bare.code()).isEqualTo("InvalidClientTokenId");
        assertThat(with(sessionToken(codes.at(now.get(), 0)).session())
                        .iam("GetUser")
                        .value("UserName"))
                .isEqualTo("dev");
    }

    @Test
    void keysAndSessionsOutliveARestart() throws IOException {
        AccessKey key = aws.devKey();
        Requests.Keys session = dev().sts("GetSessionToken").session();
        restart(settings());
        assertThat(aws.devKey()).isEqualTo(key);
        assertThat(with(session).sts("GetCallerIdentity").code()).isEqualTo("OK");
    }
}
