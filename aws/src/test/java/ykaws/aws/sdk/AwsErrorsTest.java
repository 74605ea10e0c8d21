package ykaws.aws.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import ykaws.aws.AwsException;
import ykaws.aws.AwsException.Kind;
import ykaws.aws.Endpoints;

/** What a refusal, a silence or a stranger's answer is called, and what it never says. */
class AwsErrorsTest extends WireFixture {
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
