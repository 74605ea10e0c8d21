package ykaws.sandbox.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who signed a request, and what becomes of one that nobody signed well. */
class SignatureTest extends AwsTest {
    @Test
    void aGoodSignatureIsTakenAndAnsweredAsAwsDoes() throws IOException {
        Requests.Reply reply = dev().sts("GetCallerIdentity");
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.body())
                .startsWith("<GetCallerIdentityResponse xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\">"
                        + "<GetCallerIdentityResult><Arn>arn:aws:iam::123456789012:user/dev</Arn>")
                .contains("<Account>123456789012</Account>")
                .endsWith("</RequestId></ResponseMetadata></GetCallerIdentityResponse>");
        assertThat(reply.value("UserId")).matches("AIDA[A-Z2-7]{17}");
        assertThat(reply.value("RequestId")).isEqualTo(reply.headers().get("x-amzn-requestid"));
        // The sandbox's time, not the computer's: clients measure their skew by it.
        assertThat(reply.headers().get("date")).isEqualTo("Mon, 21 Sep 2026 14:13:30 GMT");
    }

    @Test
    void anotherSecretDoesNotMatch() throws IOException {
        AccessKey key = aws.devKey();
        Requests.Keys wrong = new Requests.Keys(key.accessKeyId(), key.secretAccessKey() + "x", null);
        Requests.Reply reply = dev().as(wrong).sts("GetCallerIdentity");
        assertThat(reply.status()).isEqualTo(403);
        assertThat(reply.code()).isEqualTo("SignatureDoesNotMatch");
        assertThat(reply.message())
                .isEqualTo(
                        "The request signature we calculated does not match the signature you provided. Check your AWS"
                                + " Secret Access Key and signing method. Consult the service documentation for details.");
        assertThat(reply.value("Type")).isEqualTo("Sender");
    }

    @Test
    void aBodyChangedOnTheWayDoesNotMatch() throws IOException {
        String other = Requests.form("2011-06-15", "GetSessionToken");
        Requests.Reply reply = dev().thenSending(other).sts("GetCallerIdentity");
        assertThat(reply.code()).isEqualTo("SignatureDoesNotMatch");
    }

    @Test
    void aServiceThatTheSignatureDoesNotNameIsNotServed() throws IOException {
        Requests.Reply reply = dev().service("s3").post(Requests.form("2010-05-08", "GetUser"));
        assertThat(reply.status()).isEqualTo(403);
        assertThat(reply.code()).isEqualTo("SignatureDoesNotMatch");
        assertThat(reply.message()).contains("Credential should be scoped to correct service");
        // Signed for STS, an action of IAM does not exist.
        Requests.Reply crossed = dev().service("sts").post(Requests.form("2010-05-08", "GetUser"));
        assertThat(crossed.code()).isEqualTo("InvalidAction");
    }

    @ParameterizedTest
    @CsvSource({"-900, OK", "900, OK", "-901, SignatureDoesNotMatch", "901, SignatureDoesNotMatch"})
    void aClockMayBeFifteenMinutesOff(int seconds, String code) throws IOException {
        Requests.Reply reply = dev().at(START.plusSeconds(seconds)).sts("GetCallerIdentity");
        assertThat(reply.code()).isEqualTo(code);
    }

    @Test
    void aWrongClockIsToldBothTimes() throws IOException {
        assertThat(dev().at(START.minusSeconds(3600)).sts("GetCallerIdentity").message())
                .isEqualTo("Signature expired: 20260921T131330Z is now earlier than 20260921T135830Z (20260921T141330Z"
                        + " - 15 min.)");
        assertThat(dev().at(START.plusSeconds(3600)).sts("GetCallerIdentity").message())
                .isEqualTo("Signature not yet current: 20260921T151330Z is still later than 20260921T142830Z"
                        + " (20260921T141330Z + 15 min.)");
    }

    @Test
    void theScopesDateIsTheSignatures() throws IOException {
        Requests.Reply reply = dev().scopeDate("20260920").sts("GetCallerIdentity");
        assertThat(reply.code()).isEqualTo("SignatureDoesNotMatch");
        assertThat(reply.message()).contains("'20260920' != '20260921', from '20260921T141330Z'");
    }

    @ParameterizedTest
    @CsvSource({"host", "x-amz-date"})
    void whatMustBeSignedIsAskedFor(String header) throws IOException {
        Requests.Reply reply = dev().withoutSigning(header).sts("GetCallerIdentity");
        assertThat(reply.code()).isEqualTo("SignatureDoesNotMatch");
        assertThat(reply.message()).contains("must be a 'SignedHeader'");
    }

    @Test
    void withoutSignatureThereIsNoAnswer() throws IOException {
        Requests.Reply reply = dev().unsigned().sts("GetCallerIdentity");
        assertThat(reply.status()).isEqualTo(403);
        assertThat(reply.code()).isEqualTo("MissingAuthenticationToken");
        assertThat(reply.message()).isEqualTo("Request is missing Authentication Token");
    }

    @Test
    void aKeyThatNobodyHasIsUnknown() throws IOException {
        Requests.Keys stranger = new Requests.Keys("AKIAIOSFODNN7EXAMPLE", "secret", null);
        Requests.Reply reply = dev().as(stranger).sts("GetCallerIdentity");
        assertThat(reply.status()).isEqualTo(403);
        assertThat(reply.code()).isEqualTo("InvalidClientTokenId");
        assertThat(reply.message()).isEqualTo("The security token included in the request is invalid.");
    }

    @Test
    void aSessionWithoutItsTokenIsUnknown() throws IOException {
        Requests.Keys session = dev().sts("GetSessionToken").session();
        assertThat(with(session).sts("GetCallerIdentity").code()).isEqualTo("OK");
        assertThat(with(new Requests.Keys(session.id(), session.secret(), null))
                        .sts("GetCallerIdentity")
                        .code())
                .isEqualTo("InvalidClientTokenId");
        assertThat(with(new Requests.Keys(session.id(), session.secret(), session.token() + "A"))
                        .sts("GetCallerIdentity")
                        .code())
                .isEqualTo("InvalidClientTokenId");
        AccessKey key = aws.devKey();
        assertThat(with(new Requests.Keys(key.accessKeyId(), key.secretAccessKey(), session.token()))
                        .sts("GetCallerIdentity")
                        .code())
                .isEqualTo("InvalidClientTokenId");
    }

    @Test
    void aSessionEndsWhenItWasToldTo() throws IOException {
        Requests.Reply made = dev().sts("GetSessionToken", "DurationSeconds", "900");
        assertThat(made.value("Expiration")).isEqualTo("2026-09-21T14:28:30Z");
        pass(Duration.ofSeconds(899));
        assertThat(with(made.session()).sts("GetCallerIdentity").code()).isEqualTo("OK");
        pass(Duration.ofSeconds(1));
        Requests.Reply reply = with(made.session()).sts("GetCallerIdentity");
        assertThat(reply.status()).isEqualTo(403);
        assertThat(reply.code()).isEqualTo("ExpiredToken");
        assertThat(reply.message()).isEqualTo("The security token included in the request is expired");
    }

    @Test
    void whatIsNoActionIsSaidSo() throws IOException {
        Requests.Reply reply = dev().iam("ListGroups");
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.code()).isEqualTo("InvalidAction");
        assertThat(reply.message()).isEqualTo("Could not find operation ListGroups for version 2010-05-08");
        assertThat(reply.body()).contains("xmlns=\"https://iam.amazonaws.com/doc/2010-05-08/\"");
        assertThat(dev().post("Action=GetCallerIdentity").message())
                .isEqualTo("Could not find operation GetCallerIdentity for version NO_VERSION_SPECIFIED");
        assertThat(dev().post("Version=2011-06-15").code()).isEqualTo("MissingAction");
    }

    @Test
    void accessKeyIdsTellTheirAccount() throws IOException {
        assertThat(Identifiers.accountOf(aws.devKey().accessKeyId())).contains("123456789012");
        assertThat(Identifiers.accountOf(dev().sts("GetSessionToken").value("AccessKeyId")))
                .contains("123456789012");
        // The example of the well-known write-up of this encoding.
        assertThat(Identifiers.accountOf("ASIAQNZGKIQY56JQ7WML")).contains("029608264753");
        assertThat(Identifiers.accountOf("AKIA1")).isEmpty();
        assertThat(aws.devKey().accessKeyId()).matches("AKIA[A-Z2-7]{16}");
        assertThat(aws.devKey().secretAccessKey()).hasSize(40);
        assertThat(aws.devKey().toString()).doesNotContain(aws.devKey().secretAccessKey());
    }
}
