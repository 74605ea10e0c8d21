package ykaws.aws.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import ykaws.aws.AccessKeys;
import ykaws.aws.AssumeRole;
import ykaws.aws.AwsException;
import ykaws.aws.AwsException.Kind;
import ykaws.aws.Endpoints;
import ykaws.aws.Iam;
import ykaws.aws.MfaCode;
import ykaws.aws.SessionCredentials;
import ykaws.aws.Sts;
import ykaws.aws.VirtualMfaDevice;
import ykaws.oath.Secret;

/** The wire: what is sent, how often, and what the answers mean. */
class SdkClientsTest {
    private static final String SERIAL = "arn:aws:iam::123456789012:mfa/dev";
    private static final MfaCode CODE = new MfaCode(SERIAL, "123456");
    private static final AssumeRole ROLE = new AssumeRole(
            "arn:aws:iam::123456789012:role/DevRole", "dev", Duration.ofHours(1), AssumeRole.Options.NONE);
    private static final String SECRET = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";

    @TempDir
    Path temp;

    private final SdkClients clients =
            new SdkClients(new SdkClients.Timeouts(Duration.ofSeconds(2), Duration.ofMillis(700)));
    private final AccessKeys keys =
            new AccessKeys("AKIAIOSFODNN7EXAMPLE", Secret.takeOver(SECRET.getBytes(StandardCharsets.UTF_8)));
    private ScriptedServer server;

    @BeforeEach
    void start() throws IOException {
        server = new ScriptedServer();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private Endpoints here() {
        return new Endpoints("eu-central-1", server.endpoint(), server.endpoint(), null);
    }

    private Sts sts() {
        return clients.sts(keys, here());
    }

    private Iam iam() {
        return clients.iam(keys, here());
    }

    private static String text(Secret secret) {
        return secret.expose(bytes -> new String(bytes, StandardCharsets.UTF_8));
    }

    private static String hex(Secret secret) {
        return secret.expose(bytes -> HexFormat.of().formatHex(bytes));
    }

    private static String credentials(String action) {
        return "<" + action + "Response xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\"><" + action
                + "Result><Credentials><AccessKeyId>ASIAEXAMPLE</AccessKeyId><SecretAccessKey>s3cret</SecretAccessKey>"
                + "<SessionToken>t0ken</SessionToken><Expiration>2026-09-21T10:00:00Z</Expiration></Credentials></"
                + action + "Result></" + action + "Response>";
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "403 | AccessDenied | MultiFactorAuthentication failed with invalid MFA one time pass code. | INVALID_MFA_CODE",
                "403 | AccessDenied | MultiFactorAuthentication failed, unable to validate MFA code.  Please verify your MFA serial number is valid and associated with this user. | UNKNOWN_MFA_DEVICE",
                "403 | AccessDenied | Cannot call GetSessionToken with session credentials | DENIED",
                "403 | AccessDeniedException | User is not authorized to perform this | DENIED",
                "403 | InvalidAuthenticationCode | Authentication code for device is not valid. | INVALID_MFA_CODE",
                "409 | LimitExceeded | Cannot exceed quota for MFADevicesPerUser: 8 | LIMIT",
                "409 | EntityAlreadyExists | MFADevice entity at the same path and name already exists. | EXISTS",
                "404 | NoSuchEntity | VirtualMFADevice does not exist. | NO_SUCH_ENTITY",
                "409 | EntityTemporarilyUnmodifiable | busy | TEMPORARILY_UNMODIFIABLE",
                "409 | ConcurrentModification | busy | TEMPORARILY_UNMODIFIABLE",
                "409 | DeleteConflict | MFA VirtualDevice in use. Must deactivate first. | DELETE_CONFLICT",
                "403 | InvalidClientTokenId | The security token included in the request is invalid. | BAD_CREDENTIALS",
                "403 | SignatureDoesNotMatch | The request signature we calculated does not match. | BAD_CREDENTIALS",
                "403 | ExpiredToken | The security token included in the request is expired | BAD_CREDENTIALS",
                "400 | Throttling | Rate exceeded | THROTTLED",
                "429 | Whatever | slow down | THROTTLED",
                "400 | ValidationError | 1 validation error detected | REFUSED",
                "500 | ServiceFailure | We encountered an internal error | REFUSED"
            })
    void refusals(int status, String code, String message, Kind kind) {
        server.error(status, code, message);

        AwsException e =
                catchThrowableOfType(AwsException.class, () -> sts().getSessionToken(Duration.ofHours(1), CODE));

        assertThat(e.kind()).isEqualTo(kind);
        assertThat(e.errorCode()).isEqualTo(code);
        assertThat(e.httpStatus()).isEqualTo(status);
        assertThat(e.action()).isEqualTo("sts:GetSessionToken");
        assertThat(e.awsMessage()).isEqualTo(message);
        assertThat(e.serverDate()).isNotNull();
        assertThat(server.bodies()).as("a code is sent once").hasSize(1);
    }

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
    void nobodyListens() throws IOException {
        URI nowhere;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            nowhere = URI.create("http://127.0.0.1:" + socket.getLocalPort());
        }
        Endpoints endpoints = new Endpoints("eu-central-1", nowhere, nowhere, null);

        AwsException e = catchThrowableOfType(
                AwsException.class, () -> clients.sts(keys, endpoints).getCallerIdentity());

        assertThat(e.kind()).isEqualTo(Kind.UNREACHABLE);
        assertThat(e.httpStatus()).isZero();
        assertThat(e).hasMessageContaining("127.0.0.1").hasMessageContaining("does not accept connections");
    }

    @Test
    void nobodyAnswers() {
        server.silence();

        AwsException e =
                catchThrowableOfType(AwsException.class, () -> sts().getSessionToken(Duration.ofHours(1), CODE));

        assertThat(e.kind()).isEqualTo(Kind.UNREACHABLE);
        assertThat(e).hasMessageContaining("127.0.0.1 gave no answer in 700 ms");
        assertThat(server.bodies()).hasSize(1);
    }

    @Test
    void aHostThatDoesNotExist() {
        URI nowhere = URI.create("https://sts.ykaws.invalid");
        Endpoints endpoints = new Endpoints("eu-central-1", nowhere, nowhere, null);

        AwsException e = catchThrowableOfType(
                AwsException.class, () -> clients.sts(keys, endpoints).getCallerIdentity());

        assertThat(e.kind()).isEqualTo(Kind.UNREACHABLE);
        assertThat(e).hasMessageContaining("sts.ykaws.invalid");
    }

    @ParameterizedTest
    @CsvSource({"200, <html>Please log in</html>", "502, <html>Bad gateway</html>", "302, moved", "407, proxy"})
    void aPortalInBetweenIsNotAws(int status, String body) {
        server.answer(status, body);

        AwsException e =
                catchThrowableOfType(AwsException.class, () -> sts().getSessionToken(Duration.ofHours(1), CODE));

        assertThat(e.kind()).isEqualTo(Kind.UNREACHABLE);
        assertThat(server.paths()).as("no redirect is followed").containsExactly("/");
    }

    @Test
    void aBadSignatureIsNotQuoted() {
        server.error(
                403,
                "SignatureDoesNotMatch",
                "The request signature we calculated does not match.\n\nThe Canonical String for this request should have"
                        + " been\n'POST\n/\n\nx-amz-security-token:t0ken'");

        AwsException e = catchThrowableOfType(AwsException.class, () -> sts().getCallerIdentity());

        StringWriter trace = new StringWriter();
        e.printStackTrace(new PrintWriter(trace));
        assertThat(e.awsMessage()).isEqualTo("The request signature we calculated does not match.");
        assertThat(trace.toString()).doesNotContain("t0ken").contains("SignatureDoesNotMatch");
    }

    @Test
    void noSecretInAnyTrace() {
        server.error(403, "AccessDenied", "no");

        AwsException e =
                catchThrowableOfType(AwsException.class, () -> sts().getSessionToken(Duration.ofHours(1), CODE));

        StringWriter trace = new StringWriter();
        e.printStackTrace(new PrintWriter(trace));
        assertThat(trace.toString())
                .doesNotContain(SECRET, "123456,", "TokenCode")
                .contains("AccessDenied");
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

        SdkClients patient = new SdkClients(new SdkClients.Timeouts(Duration.ofSeconds(2), Duration.ofSeconds(30)));
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

    @Test
    void anUnusableCaBundleIsALocalFault() throws IOException {
        Path bundle = Files.writeString(temp.resolve("ca.pem"), "not a certificate");
        URI remote = URI.create("https://127.0.0.1:1");
        Endpoints endpoints = new Endpoints("eu-central-1", remote, remote, bundle);

        AwsException e = catchThrowableOfType(
                AwsException.class, () -> clients.sts(keys, endpoints).getCallerIdentity());

        assertThat(e.kind()).isEqualTo(Kind.LOCAL_CONFIG);
        assertThat(e).hasMessageContaining(bundle.toString());
    }
}
