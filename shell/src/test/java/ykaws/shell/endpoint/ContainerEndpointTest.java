package ykaws.shell.endpoint;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The container endpoint as anybody on the machine can reach it, over its socket. */
class ContainerEndpointTest {
    private static final String ROLE = "/role-arn/arn:aws:iam::123456789012:role/DevRole";

    private final FakeSupply one = new FakeSupply();
    private final FakeSupply two = new FakeSupply();
    private final FakeSupply role = new FakeSupply();
    private CredentialServer server;
    private Http http;

    @BeforeEach
    void start() throws IOException {
        Map<String, CredentialSupply> paths = new LinkedHashMap<>();
        paths.put("/profiles/one", one);
        paths.put("/profiles/t w\u00f6", two);
        paths.put(ROLE, role);
        server = CredentialServer.container(new CredentialServer.Plan(0, paths, one.clocks(), null));
        server.fetch("/profiles/one", one);
        two.get(java.time.Duration.ZERO).close();
        server.fetch("/profiles/t w\u00f6", two);
        server.start();
        http = new Http(server.origin());
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    private String token() {
        return "Authorization: " + server.secret();
    }

    @Test
    void whoKnowsTheTokenGetsTheDocument() throws IOException {
        String answer = http.ask("GET", "/profiles/one", token());
        assertThat(answer).startsWith("HTTP/1.1 200 OK\r\n").contains("\r\nCache-Control: no-store\r\n");
        assertThat(Http.body(answer))
                .isEqualTo("{\"AccessKeyId\":\"ASIA1\",\"SecretAccessKey\":\"secret\\\"/+=\",\"Token\":\"token\","
                        + "\"Expiration\":\"2026-11-24T11:00:00Z\",\"AccountId\":\"123456789012\"}");
        assertThat(http.ask("GET", "/profiles/one?x=y", token())).startsWith("HTTP/1.1 200");
    }

    @Test
    void profilesAreToldApartByPathAndFetchedLazilyWhereTheyWereNot() throws IOException {
        assertThat(Http.body(http.ask("GET", "/profiles/t%20w%C3%B6", token()))).contains("ASIA2");
        assertThat(Http.body(http.ask("GET", ROLE, token()))).contains("ASIA1");
        assertThat(Http.body(http.ask("GET", ROLE.replace(":", "%3A"), token())))
                .contains("ASIA1");
        assertThat(role.asked).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/profiles/",
                "/profiles/three",
                "/profiles/one/",
                "/profiles/x/../one",
                "/profiles/../profiles/one",
                "/profiles/%2e%2e/profiles/one",
                "//profiles/one",
                "/profiles/one%00",
                "/role-arn/arn:aws:iam::123456789012:role/Other",
                "/role-arn/arn:aws:iam::123456789012:role/DevRole/../Other",
                "/etc/passwd"
            })
    void nothingElseIsServed(String path) throws IOException {
        String answer = http.ask("GET", path, token());
        assertThat(Http.status(answer)).isEqualTo(404);
        assertThat(Http.body(answer))
                .isEqualTo("{\"code\":\"NotFound\",\"message\":\"nothing is served at this path\"}");
    }

    @Test
    void aWrongTokenIsRefusedWhateverThePath() throws IOException {
        String right = server.secret();
        List<String> refused = new ArrayList<>();
        refused.add(http.ask("GET", "/profiles/one"));
        refused.add(http.ask("GET", "/profiles/one", "Authorization: "));
        refused.add(http.ask("GET", "/profiles/one", "Authorization: " + right + "x"));
        refused.add(http.ask("GET", "/profiles/one", "Authorization: " + right.substring(1)));
        refused.add(http.ask("GET", "/profiles/one", "Authorization: Bearer " + right));
        refused.add(http.ask("GET", "/profiles/one", token(), "Authorization: other"));
        refused.add(http.ask("GET", "/nothing"));
        refused.add(http.ask("POST", "/profiles/one"));

        assertThat(refused).allMatch(answer -> Http.status(answer) == 403);
        assertThat(refused).allMatch(answer -> Http.body(answer).startsWith("{\"code\":\"AccessDenied\","));
        assertThat(refused).noneMatch(answer -> answer.contains("ASIA") || answer.contains(right));
    }

    @Test
    void aPageThatReboundItsNameIsTurnedAwayEvenWithTheToken() throws IOException {
        for (String host : List.of("evil.example", "evil.example:" + http.port(), "127.0.0.1", "127.0.0.1:1", "")) {
            String answer = http.send("GET /profiles/one HTTP/1.1\r\nHost: " + host + "\r\n" + token() + "\r\n\r\n");
            assertThat(Http.status(answer)).as(host).isEqualTo(403);
            assertThat(answer).contains("Host header");
        }
        String two = "Host: 127.0.0.1:" + http.port() + "\r\nHost: evil.example\r\n";
        assertThat(http.send("GET /profiles/one HTTP/1.1\r\n" + two + token() + "\r\n\r\n"))
                .contains(" 403 ");
        assertThat(http.send("GET /profiles/one HTTP/1.0\r\n" + token() + "\r\n\r\n"))
                .contains(" 403 ");
        assertThat(http.send(
                        "GET /profiles/one HTTP/1.1\r\nHost: localhost:" + http.port() + "\r\n" + token() + "\r\n\r\n"))
                .contains(" 200 ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "X-Forwarded-For: 10.0.0.1",
                "x-forwarded-for:",
                "Forwarded: for=10.0.0.1",
                "Via: 1.1 proxy",
                "Origin: https://evil.example",
                "Sec-Fetch-Site: same-origin"
            })
    void proxiesAndBrowsersAreTurnedAway(String header) throws IOException {
        assertThat(Http.status(http.ask("GET", "/profiles/one", token(), header)))
                .isEqualTo(403);
    }

    @Test
    void onlyGetIsAnswered() throws IOException {
        for (String method : List.of("POST", "PUT", "HEAD", "OPTIONS", "DELETE", "get")) {
            String answer = http.ask(method, "/profiles/one", token());
            assertThat(answer)
                    .as(method)
                    .startsWith("HTTP/1.1 405 Method Not Allowed\r\n")
                    .contains("\r\nAllow: GET\r\n");
        }
    }

    @Test
    void whatIsTooLargeOrNoHttpIsRefused() throws IOException {
        String many = "x".repeat(9000);
        assertThat(Http.status(http.ask("GET", "/" + many, token()))).isEqualTo(431);
        assertThat(Http.status(http.ask("GET", "/profiles/one", token(), "X: " + many)))
                .isEqualTo(431);
        assertThat(Http.status(http.ask("GET", "/profiles/one", "Content-Length: 5000")))
                .isEqualTo(413);
        assertThat(Http.status(http.ask("GET", "/profiles/one", "Content-Length: 99999999999999999999999")))
                .isEqualTo(413);
        assertThat(Http.status(http.ask("GET", "/profiles/one", "Content-Length: -1")))
                .isEqualTo(413);
        assertThat(Http.status(http.ask("GET", "/profiles/one", "Transfer-Encoding: chunked")))
                .isEqualTo(400);
        assertThat(Http.status(http.ask("GET", "/profiles/one", "no header"))).isEqualTo(400);
        assertThat(Http.status(http.ask("GET", "/%zz", token()))).isEqualTo(400);
        assertThat(Http.status(http.ask("GET", "/%4", token()))).isEqualTo(400);
        assertThat(Http.status(http.send("GET http://127.0.0.1/ HTTP/1.1\r\n\r\n")))
                .isEqualTo(400);
        assertThat(Http.status(http.send("\u0016\u0003\u0001\r\n\r\n"))).isEqualTo(400);
        assertThat(Http.status(http.send("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"))).isEqualTo(400);
    }

    @Test
    void oneRequestForEachConnectionAndNoHeaderThatTwoReadersReadDifferently() throws IOException {
        String request = "GET /profiles/one HTTP/1.1\r\nHost: 127.0.0.1:" + http.port() + "\r\n" + token() + "\r\n";
        assertThat(http.send(request + "\r\n" + request + "\r\n").split("HTTP/1.1 ", -1))
                .as("what is pipelined is left")
                .hasSize(2);
        for (String line : List.of(" folded: x", "\tfolded: x", "Name : x", ": x", "X")) {
            assertThat(Http.status(http.send(request + line + "\r\n\r\n")))
                    .as(line)
                    .isEqualTo(400);
        }
        assertThat(Http.status(http.send(request + "Content-Length: 3\r\n\r\nabc")))
                .isEqualTo(200);
        assertThat(Http.status(http.send(request + "Content-Length: 3\r\nContent-Length: 3\r\n\r\nabc")))
                .isEqualTo(413);
        assertThat(Http.status(http.send("GET http://127.0.0.1:" + http.port() + "/profiles/one HTTP/1.1\r\n"
                        + request.substring(request.indexOf("Host"))
                        + "\r\n")))
                .as("as a proxy is asked")
                .isEqualTo(400);
    }

    /** More of them than there are threads; each drips, so that no single read ever times out. */
    @Test
    void slowOnesAreHungUpOnAndHoldNobodyUp() throws Exception {
        List<Socket> slow = new ArrayList<>();
        try {
            for (int i = 0; i < 40; i++) {
                Socket socket = http.connect();
                slow.add(socket);
                socket.getOutputStream().write("GET /profiles/one HTTP/1.1\r\n".getBytes(ISO_8859_1));
            }
            assertThat(Http.status(http.ask("GET", "/profiles/one", token()))).isEqualTo(200);
            for (Socket socket : slow) {
                socket.setSoTimeout(10_000);
                assertThat(socket.getInputStream().read()).isEqualTo(-1);
            }
        } finally {
            for (Socket socket : slow) {
                socket.close();
            }
        }
    }

    @Test
    void tenThousandRequestsLeaveNothingBehind() throws Exception {
        ExecutorService clients = Executors.newFixedThreadPool(8);
        long before = openFiles();
        try {
            List<Callable<Integer>> loads = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                loads.add(() -> {
                    int good = 0;
                    for (int n = 0; n < 1250; n++) {
                        good += Http.status(http.ask("GET", "/profiles/one", token())) == 200 ? 1 : 0;
                    }
                    return good;
                });
            }
            int good = 0;
            for (Future<Integer> each : clients.invokeAll(loads)) {
                good += each.get();
            }
            assertThat(good).isEqualTo(10_000);
        } finally {
            clients.shutdownNow();
        }
        assertThat(one.asked).hasSize(1);
        assertThat(Thread.getAllStackTraces().keySet().stream()
                        .filter(thread -> thread.getName().equals("credentials endpoint")))
                .hasSizeLessThanOrEqualTo(33);
        assertThat(openFiles()).isLessThan(before + 40);
    }

    private static long openFiles() {
        return java.lang.management.ManagementFactory.getOperatingSystemMXBean()
                        instanceof com.sun.management.UnixOperatingSystemMXBean unix
                ? unix.getOpenFileDescriptorCount()
                : 0;
    }

    @Test
    void whereThereAreNoneTheReasonComesAsAnError() throws IOException {
        role.failure = new IOException("nobody touched the key");
        String answer = http.ask("GET", ROLE, token());
        assertThat(Http.status(answer)).isEqualTo(503);
        assertThat(Http.body(answer))
                .isEqualTo("{\"code\":\"CredentialsNotAvailable\",\"message\":\"explained: nobody touched the key\"}");
        role.failure = null;
        assertThat(Http.status(http.ask("GET", ROLE, token()))).isEqualTo(200);
    }

    @Test
    void eachServerHasATokenOfItsOwnAndNoneIsLeftAfterTheEnd() throws IOException {
        Map<String, CredentialSupply> paths = Map.of("/profiles/one", one);
        try (CredentialServer other =
                CredentialServer.container(new CredentialServer.Plan(0, paths, one.clocks(), null))) {
            assertThat(other.secret()).hasSizeGreaterThan(40).isNotEqualTo(server.secret());
        }
        String token = token();
        server.close();
        assertThat(answerIfAny("/profiles/one", token)).isEmpty();
    }

    @Test
    void whoConnectedBeforeTheEndAndAsksAfterItIsHungUpOn() throws IOException {
        String token = token();
        try (Socket early = http.connect()) {
            // One whole answer on a second connection: by then the first one has been accepted too.
            assertThat(Http.status(http.ask("GET", "/profiles/one", token))).isEqualTo(200);
            server.close();
            String request =
                    "GET /profiles/one HTTP/1.1\r\nHost: 127.0.0.1:" + http.port() + "\r\n" + token + "\r\n\r\n";
            early.getOutputStream().write(request.getBytes(ISO_8859_1));
            assertThat(early.getInputStream().readAllBytes()).isEmpty();
        }
    }

    /** Empty also if the connection failed: a server that closes refuses, resets or hangs up, as the moment has it. */
    private String answerIfAny(String path, String token) {
        try {
            return http.ask("GET", path, token);
        } catch (IOException e) {
            return "";
        }
    }
}
