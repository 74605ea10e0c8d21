package ykaws.aws.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import ykaws.aws.AwsException;
import ykaws.aws.SessionCredentials;
import ykaws.oath.Secret;

/** What is asked of the sign-in service, and what its answers mean. */
class SdkSignInTest {
    private ScriptedServer server;

    @BeforeEach
    void start() throws IOException {
        server = new ScriptedServer();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private String token(URI endpoint, @Nullable Duration duration) throws AwsException {
        SdkClients clients = new SdkClients((partition, date) -> {});
        try (SessionCredentials session = new SessionCredentials(
                "ASIAEXAMPLE", secret("se/cr+et="), secret("to/ke+n="), Instant.parse("2026-11-24T10:00:00Z"), null)) {
            return clients.signIn(endpoint, null).token(session, duration);
        }
    }

    private static Secret secret(String text) {
        return Secret.takeOver(text.getBytes(StandardCharsets.US_ASCII));
    }

    @Test
    void theCredentialsAreInTheBodyAndNeverInTheAddress() throws Exception {
        server.answer(200, "{\"SigninToken\":\"abc-_/+=\"}");
        assertThat(token(server.endpoint().resolve("/federation"), Duration.ofHours(12)))
                .isEqualTo("abc-_/+=");
        assertThat(server.paths()).containsExactly("/federation");
        assertThat(server.bodies())
                .containsExactly("Action=getSigninToken&SessionDuration=43200&Session="
                        + "%7B%22sessionId%22%3A%22ASIAEXAMPLE%22%2C%22sessionKey%22%3A%22se%2Fcr%2Bet%3D%22%2C"
                        + "%22sessionToken%22%3A%22to%2Fke%2Bn%3D%22%7D");
        token(server.endpoint(), null);
        assertThat(server.bodies().get(1)).doesNotContain("SessionDuration");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "400 | <html>Bad Request</html> | refuses these credentials",
                "200 | <html>a captive portal</html> | gave HTTP 200 and no token",
                "200 | {\"SigninToken\":\"\"} | no token",
                "200 | {\"SigninToken\":\"a b\"} | no token",
                "200 | '' | no token",
                "503 | {\"SigninToken\":\"abc\"} | gave HTTP 503"
            })
    void anythingElseIsNoToken(int status, String body, String message) {
        server.answer(status, body);
        assertThatThrownBy(() -> token(server.endpoint(), null))
                .isInstanceOfSatisfying(
                        AwsException.class, e -> assertThat(e.kind()).isEqualTo(AwsException.Kind.REFUSED))
                .hasMessageContaining(message)
                .hasMessageNotContaining("cr+et");
    }

    @Test
    void nobodyThereIsUnreachable() {
        URI gone = server.endpoint();
        server.close();
        assertThatThrownBy(() -> token(gone, null))
                .isInstanceOfSatisfying(
                        AwsException.class, e -> assertThat(e.kind()).isEqualTo(AwsException.Kind.UNREACHABLE));
    }
}
