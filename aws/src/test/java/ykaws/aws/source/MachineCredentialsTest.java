package ykaws.aws.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import ykaws.aws.Endpoints;
import ykaws.aws.SessionCredentials;
import ykaws.aws.config.ConfigException;
import ykaws.aws.config.Setting;
import ykaws.aws.fake.MemoryAws;
import ykaws.aws.fake.TestClock;
import ykaws.aws.session.MachineService;
import ykaws.aws.session.Step;
import ykaws.oath.Secret;

/** The environment, and the services of a container and of an instance, which are servers of the test's. */
class MachineCredentialsTest {
    private static final String GIVEN = "{\"AccessKeyId\":\"ASIAM\",\"SecretAccessKey\":\"s\",\"Token\":\"t\","
            + "\"Expiration\":\"2100-01-01T00:00:00Z\"}";

    @TempDir
    Path folder;

    private final List<String> asked = Collections.synchronizedList(new ArrayList<>());
    private HttpServer server;
    private String container = GIVEN;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        String what = exchange.getRequestMethod() + " " + path;
        asked.add(what);
        String token = exchange.getRequestHeaders().getFirst("X-aws-ec2-metadata-token");
        String roles = "GET /x/latest/meta-data/iam/security-credentials/";
        if (what.equals("PUT /x/latest/api/token")) {
            send(exchange, exchange.getRequestHeaders().containsKey("X-aws-ec2-metadata-token-ttl-seconds"), "TOKEN");
        } else if (what.equals(roles)) {
            send(exchange, "TOKEN".equals(token), "the role\n");
        } else if (what.equals(roles + "the role")) {
            send(exchange, "TOKEN".equals(token), "{\"Code\":\"Success\"," + GIVEN.substring(1));
        } else {
            send(exchange, "word".equals(exchange.getRequestHeaders().getFirst("Authorization")), container);
        }
    }

    private static void send(HttpExchange exchange, boolean allowed, String text) throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(allowed ? 200 : 403, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private SessionCredentials get(MachineService.Kind kind, String path, Map<String, String> env) throws IOException {
        URI address = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
        MachineService service = new MachineService(kind, address, new Setting("", Path.of("/x/config"), 3));
        return sources(env).get(new Step.Machine(service, Duration.ofHours(1), Endpoints.of("us-east-1")));
    }

    private static Sources sources(Map<String, String> env) {
        TestClock clock = new TestClock();
        return new Sources(new MemoryAws(clock), clock, new ForeignProgram(env), step -> {
            throw new IllegalStateException("nobody signs on");
        });
    }

    private static String text(Secret secret) {
        return secret.expose(bytes -> new String(bytes, StandardCharsets.UTF_8));
    }

    @Test
    void aContainerIsAskedWithItsToken() throws IOException {
        try (SessionCredentials found =
                get(MachineService.Kind.CONTAINER, "/creds", Map.of("AWS_CONTAINER_AUTHORIZATION_TOKEN", "word"))) {
            assertThat(found.accessKeyId()).isEqualTo("ASIAM");
            assertThat(text(found.secretAccessKey())).isEqualTo("s");
            assertThat(text(found.sessionToken())).isEqualTo("t");
            assertThat(found.expiration()).isEqualTo("2100-01-01T00:00:00Z");
        }
        assertThat(asked).containsExactly("GET /creds");
    }

    @Test
    void theFileWithTheTokenWins() throws IOException {
        Path file = Files.writeString(folder.resolve("token"), "word\n");
        Map<String, String> env = Map.of(
                "AWS_CONTAINER_AUTHORIZATION_TOKEN",
                "other",
                "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE",
                file.toString());
        get(MachineService.Kind.CONTAINER, "/creds", env).close();
        assertThat(asked).hasSize(1);
    }

    @Test
    void anInstanceIsAskedByVersion2() throws IOException {
        for (String path : List.of("/x", "/x/")) {
            asked.clear();
            try (SessionCredentials found = get(MachineService.Kind.INSTANCE, path, Map.of())) {
                assertThat(found.accessKeyId()).isEqualTo("ASIAM");
            }
            assertThat(asked)
                    .containsExactly(
                            "PUT /x/latest/api/token",
                            "GET /x/latest/meta-data/iam/security-credentials/",
                            "GET /x/latest/meta-data/iam/security-credentials/the role");
        }
    }

    @Test
    void whatIsWrongIsToldWithoutTheAddressThatMayBeASecret() {
        int port = server.getAddress().getPort();
        assertThatThrownBy(() -> get(MachineService.Kind.CONTAINER, "/canary", Map.of()))
                .isInstanceOfSatisfying(
                        ConfigException.class, e -> assertThat(e.kind()).isEqualTo(ConfigException.Kind.SOURCE_FAILED))
                .hasMessage("/x/config:3: credential_source: the service at 127.0.0.1:" + port
                        + " answers with HTTP status 403");
        container = "<html>";
        Map<String, String> env = Map.of("AWS_CONTAINER_AUTHORIZATION_TOKEN", "word");
        assertThatThrownBy(() -> get(MachineService.Kind.CONTAINER, "/canary", env))
                .hasMessageEndingWith(" gives no credentials: it is not a JSON object");
        container = "{\"AccessKeyId\":\"ASIAM\"}";
        assertThatThrownBy(() -> get(MachineService.Kind.CONTAINER, "/canary", env))
                .hasMessageEndingWith(" gives no AccessKeyId, or no SecretAccessKey");
        server.stop(0);
        assertThatThrownBy(() -> get(MachineService.Kind.CONTAINER, "/canary", env))
                .hasMessageEndingWith(":" + port + " does not answer")
                .hasMessageNotContaining("canary");
    }

    @Test
    void theEnvironmentGivesWhatItHolds() throws IOException {
        Map<String, String> env = Map.of("AWS_SECRET_ACCESS_KEY", "s", "AWS_SESSION_TOKEN", "t");
        Endpoints here = Endpoints.of("us-east-1");
        try (SessionCredentials found =
                sources(env).get(new Step.Environment("ASIAE", false, Duration.ofHours(1), here))) {
            assertThat(found.accessKeyId()).isEqualTo("ASIAE");
            assertThat(text(found.secretAccessKey())).isEqualTo("s");
            assertThat(text(found.sessionToken())).isEqualTo("t");
        }
        try (SessionCredentials found =
                sources(env).get(new Step.Environment("AKIAE", true, Duration.ofHours(1), here))) {
            assertThat(found.sessionToken().length()).isZero();
        }
    }
}
