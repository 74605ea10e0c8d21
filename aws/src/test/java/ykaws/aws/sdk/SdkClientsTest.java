package ykaws.aws.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import ykaws.aws.AssumeRole;
import ykaws.aws.AwsException;
import ykaws.aws.AwsException.Kind;
import ykaws.aws.ServerDates;
import ykaws.aws.SessionCredentials;
import ykaws.aws.VirtualMfaDevice;

/** The wire: what is sent, how often, and what the answers mean. */
class SdkClientsTest extends WireFixture {
    @Test
    void changesAreSentOnce() {
        server.error(500, "ServiceFailure", "an internal error");

        assertThatThrownBy(() -> iam().createVirtualMfaDevice("/", "dev")).isInstanceOf(AwsException.class);
        assertThatThrownBy(() -> iam().enableMfaDevice("dev", SERIAL, "111111", "222222"))
                .isInstanceOf(AwsException.class);
        assertThatThrownBy(() -> iam().deactivateMfaDevice("dev", SERIAL)).isInstanceOf(AwsException.class);
        assertThatThrownBy(() -> iam().deleteVirtualMfaDevice(SERIAL)).isInstanceOf(AwsException.class);
        assertThatThrownBy(() -> sts().assumeRole(ROLE, CODE)).isInstanceOf(AwsException.class);

        assertThat(server.bodies()).hasSize(5);
    }

    @Test
    void whatOnlyReadsIsSentTwice() {
        server.error(500, "ServiceFailure", "an internal error");

        assertThatThrownBy(() -> iam().getUser(null)).isInstanceOf(AwsException.class);

        assertThat(server.bodies()).hasSize(2);
    }

    @Test
    void aSessionAndWhatWasAskedForIt() throws AwsException {
        server.answer(200, credentials("GetSessionToken"));

        try (SessionCredentials session = sts().getSessionToken(Duration.ofMinutes(20), CODE)) {
            assertThat(session.accessKeyId()).isEqualTo("ASIAEXAMPLE");
            assertThat(session.expiration()).isEqualTo("2026-09-21T10:00:00Z");
            assertThat(session.accountId()).isEqualTo("123456789012");
            assertThat(text(session.secretAccessKey())).isEqualTo("s3cret");
            assertThat(text(session.sessionToken())).isEqualTo("t0ken");
        }
        assertThat(server.bodies().get(0))
                .contains("Action=GetSessionToken", "DurationSeconds=1200", "TokenCode=123456")
                .contains("SerialNumber=arn%3Aaws%3Aiam%3A%3A123456789012%3Amfa%2Fdev");
    }

    @Test
    void everyOptionOfARole() throws AwsException {
        server.answer(200, credentials("AssumeRole"));
        AssumeRole.Options options = new AssumeRole.Options("ext", Map.of("Team", "a b"), List.of("Team"), "me");

        sts().assumeRole(new AssumeRole(ROLE.roleArn(), "dev", Duration.ofHours(2), options), null)
                .close();

        assertThat(server.bodies().get(0))
                .contains("RoleSessionName=dev", "DurationSeconds=7200", "ExternalId=ext", "SourceIdentity=me")
                .contains("Tags.member.1.Key=Team", "Tags.member.1.Value=a+b", "TransitiveTagKeys.member.1=Team")
                .doesNotContain("TokenCode", "SerialNumber");
    }

    @Test
    void aSeedIsDecoded() throws AwsException {
        // base64("JBSWY3DPEHPK3PXP"), which is base32 of "Hello!" and four bytes (the key URI format's example).
        server.answer(
                200,
                "<CreateVirtualMFADeviceResponse xmlns=\"https://iam.amazonaws.com/doc/2010-05-08/\">"
                        + "<CreateVirtualMFADeviceResult><VirtualMFADevice><SerialNumber>" + SERIAL + "</SerialNumber>"
                        + "<Base32StringSeed>SkJTV1kzRFBFSFBLM1BYUA==</Base32StringSeed><QRCodePNG>iVBORw0KGgo=</QRCodePNG>"
                        + "</VirtualMFADevice></CreateVirtualMFADeviceResult></CreateVirtualMFADeviceResponse>");

        try (VirtualMfaDevice device = iam().createVirtualMfaDevice("/", "dev")) {
            assertThat(device.serial()).isEqualTo(SERIAL);
            assertThat(hex(device.seed())).isEqualTo("48656c6c6f21deadbeef");
        }
    }

    @Test
    void pagesAreReadToTheEndAndFidoIsLeftOut() throws AwsException {
        String head =
                "<ListMFADevicesResponse xmlns=\"https://iam.amazonaws.com/doc/2010-05-08/\"><ListMFADevicesResult>";
        String tail = "</ListMFADevicesResult></ListMFADevicesResponse>";
        server.answer(
                200,
                head + "<MFADevices><member><UserName>dev</UserName><SerialNumber>" + SERIAL + "</SerialNumber>"
                        + "<EnableDate>2026-01-01T00:00:00Z</EnableDate></member></MFADevices>"
                        + "<IsTruncated>true</IsTruncated><Marker>next</Marker>" + tail);
        server.answer(
                200,
                head + "<MFADevices><member><UserName>dev</UserName>"
                        + "<SerialNumber>arn:aws:iam::123456789012:u2f/user/dev/key-ABC</SerialNumber></member>"
                        + "<member><UserName>dev</UserName><SerialNumber>" + SERIAL + "-2</SerialNumber></member>"
                        + "</MFADevices><IsTruncated>false</IsTruncated>" + tail);

        assertThat(iam().listMfaDevices("dev"))
                .extracting(device -> device.serial())
                .containsExactly(SERIAL, SERIAL + "-2");
        assertThat(server.bodies()).hasSize(2);
        assertThat(server.bodies().get(1)).contains("Marker=next", "UserName=dev");
    }

    @Test
    void aCallThatOnlyReadsCanBeInterrupted() throws Exception {
        server.silence();
        Thread caller = Thread.currentThread();
        Thread other = new Thread(() -> {
            try {
                server.asked.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            caller.interrupt();
        });
        other.start();

        SdkClients patient = new SdkClients(
                new SdkClients.Timeouts(Duration.ofSeconds(2), Duration.ofSeconds(30)), ServerDates.NONE, false);
        assertThatThrownBy(() -> patient.sts(keys, here()).getSessionToken(Duration.ofHours(1), CODE))
                .isInstanceOf(UncheckedIOException.class)
                .hasCauseInstanceOf(InterruptedIOException.class);
        other.join();
        assertThat(Thread.interrupted()).isFalse();
    }

    @Test
    void aChangeIsWaitedFor() {
        server.error(409, "EntityAlreadyExists", "it exists");
        Thread.currentThread().interrupt();

        AwsException e = catchThrowableOfType(AwsException.class, () -> iam().createVirtualMfaDevice("/", "dev"));

        assertThat(Thread.interrupted()).isTrue();
        assertThat(e.kind()).isEqualTo(Kind.EXISTS);
    }
}
