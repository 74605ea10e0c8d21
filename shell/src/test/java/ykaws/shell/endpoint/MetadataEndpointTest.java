package ykaws.shell.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** IMDSv2 as the EC2 User Guide describes it, behind a secret path. */
class MetadataEndpointTest {
    private static final String ROLES = "/latest/meta-data/iam/security-credentials/";
    private static final String TTL = "X-aws-ec2-metadata-token-ttl-seconds: ";

    private final FakeSupply supply = new FakeSupply();
    private CredentialServer server;
    private Http http;

    @BeforeEach
    void start() throws IOException {
        server = CredentialServer.metadata(
                new CredentialServer.Plan(0, Map.of("ykaws", supply), supply.clocks(), "eu-west-1"));
        server.fetch("ykaws", supply);
        server.start();
        http = new Http(server.origin());
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    private String token(int seconds) throws IOException {
        String answer = http.ask("PUT", server.secret() + "/latest/api/token", TTL + seconds);
        assertThat(answer)
                .startsWith("HTTP/1.1 200 OK")
                .contains("\r\nX-Aws-Ec2-Metadata-Token-Ttl-Seconds: " + seconds);
        return "X-aws-ec2-metadata-token: " + Http.body(answer);
    }

    private String get(String path, String... headers) throws IOException {
        return http.ask("GET", server.secret() + path, headers);
    }

    @Test
    void tokenThenRoleThenCredentials() throws IOException {
        String token = token(21600);
        assertThat(Http.body(get(ROLES, token))).isEqualTo("ykaws");
        assertThat(Http.body(get("/" + ROLES, token))).isEqualTo("ykaws");
        assertThat(Http.body(get(ROLES + "ykaws", token)))
                .isEqualTo("{\"Code\":\"Success\",\"LastUpdated\":\"2026-11-23T11:00:00Z\",\"Type\":\"AWS-HMAC\","
                        + "\"AccessKeyId\":\"ASIA1\",\"SecretAccessKey\":\"secret\\\"/+=\",\"Token\":\"token\","
                        + "\"Expiration\":\"2026-11-24T11:00:00Z\"}");
        assertThat(Http.body(get("/latest/meta-data/placement/region", token))).isEqualTo("eu-west-1");
        assertThat(Http.body(get("/latest/meta-data/placement/availability-zone/", token)))
                .isEqualTo("eu-west-1a");
    }

    @Test
    void versionOneIsRefused() throws IOException {
        String answer = get(ROLES + "ykaws");
        assertThat(Http.status(answer)).isEqualTo(401);
        assertThat(answer).doesNotContain("ASIA");
        assertThat(Http.status(get(ROLES, "X-aws-ec2-metadata-token: "))).isEqualTo(401);
    }

    @Test
    void aTokenEndsByAClockThatNobodyCanSet() throws IOException {
        String token = token(60);
        supply.set(Duration.ofHours(-5));
        supply.pass(Duration.ofSeconds(59));
        assertThat(Http.status(get(ROLES, token))).isEqualTo(200);
        supply.pass(Duration.ofSeconds(1));
        assertThat(Http.status(get(ROLES, token))).isEqualTo(401);
    }

    @Test
    void noForgedTokenIsGood() throws IOException {
        String token = token(60);
        char last = token.charAt(token.length() - 2);
        String changed = token.substring(0, token.length() - 2)
                + (last == 'A' ? 'B' : 'A')
                + token.substring(token.length() - 1);
        assertThat(Http.status(get(ROLES, changed))).isEqualTo(401);
        assertThat(Http.status(get(ROLES, token + "AAAA"))).isEqualTo(401);
        assertThat(Http.status(get(ROLES, token + "*"))).isEqualTo(401);
        assertThat(Http.status(get(ROLES, token.replaceFirst(": .", ": ")))).isEqualTo(401);
        // Of another server.
        try (CredentialServer other = CredentialServer.metadata(
                new CredentialServer.Plan(0, Map.of("ykaws", supply), supply.clocks(), null))) {
            other.start();
            String foreign = new Http(other.origin()).ask("PUT", other.secret() + "/latest/api/token", TTL + 60);
            assertThat(Http.status(get(ROLES, "X-aws-ec2-metadata-token: " + Http.body(foreign))))
                    .isEqualTo(401);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "21601", "-1", "", "x", "99999999999"})
    void aTokensLifeHasLimits(String ttl) throws IOException {
        assertThat(Http.status(http.ask("PUT", server.secret() + "/latest/api/token", TTL + ttl)))
                .isEqualTo(400);
    }

    @Test
    void withoutTheSecretPathThereIsNothing() throws IOException {
        assertThat(Http.status(http.ask("PUT", "/latest/api/token", TTL + 60))).isEqualTo(404);
        assertThat(Http.status(http.ask("PUT", "/" + "0".repeat(32) + "/latest/api/token", TTL + 60)))
                .isEqualTo(404);
        assertThat(Http.status(http.ask("PUT", server.secret() + "x/latest/api/token", TTL + 60)))
                .isEqualTo(401);
        assertThat(Http.status(http.ask("GET", "/", token(60)))).isEqualTo(404);
        assertThat(Http.status(get("", token(60)))).isEqualTo(404);
        assertThat(Http.status(get(ROLES + "other", token(60)))).isEqualTo(404);
        assertThat(Http.status(get("/latest/user-data", token(60)))).isEqualTo(404);
    }

    @Test
    void methodsAndForwardedRequests() throws IOException {
        assertThat(Http.status(get("/latest/api/token", TTL + 60))).isEqualTo(405);
        assertThat(Http.status(http.ask("POST", server.secret() + ROLES, token(60))))
                .isEqualTo(405);
        String path = server.secret() + "/latest/api/token";
        assertThat(Http.status(http.ask("PUT", path, TTL + 60, "X-Forwarded-For: 10.0.0.1")))
                .isEqualTo(403);
        assertThat(Http.status(
                        http.send("PUT " + path + " HTTP/1.1\r\nHost: 169.254.169.254\r\n" + TTL + "60\r\n\r\n")))
                .isEqualTo(403);
    }
}
