package ykaws.aws.sdk;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** A loopback server that answers what it was told to, and keeps what it was asked. */
final class ScriptedServer implements AutoCloseable {
    private final HttpServer server;
    private final Deque<Answer> script = new ArrayDeque<>();
    private final List<String> bodies = new ArrayList<>();
    private final List<String> paths = new ArrayList<>();
    final CountDownLatch asked = new CountDownLatch(1);
    final CountDownLatch closing = new CountDownLatch(1);

    private record Answer(int status, String body) {}

    /** Keeps the caller waiting until the test ends. */
    private static final int SILENCE = -1;

    ScriptedServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::serve);
        server.start();
    }

    URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** The last answer of the script is given again and again. */
    synchronized ScriptedServer answer(int status, String body) {
        script.add(new Answer(status, body));
        return this;
    }

    ScriptedServer error(int status, String code, String message) {
        return answer(
                status,
                "<ErrorResponse xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\"><Error><Type>Sender</Type><Code>"
                        + code + "</Code><Message>" + message
                        + "</Message></Error><RequestId>11111111-2222-3333-4444-555555555555</RequestId></ErrorResponse>");
    }

    ScriptedServer silence() {
        return answer(SILENCE, "");
    }

    synchronized List<String> bodies() {
        return List.copyOf(bodies);
    }

    synchronized List<String> paths() {
        return List.copyOf(paths);
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            Answer answer = next(exchange.getRequestURI().toString(), body);
            asked.countDown();
            if (answer.status == SILENCE) {
                closing.await();
                return;
            }
            byte[] bytes = answer.body.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "text/xml");
            if (answer.status / 100 == 3) {
                exchange.getResponseHeaders().set("Location", "/elsewhere");
            }
            exchange.sendResponseHeaders(answer.status, bytes.length);
            exchange.getResponseBody().write(bytes);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized Answer next(String path, String body) {
        paths.add(path);
        bodies.add(body);
        return script.size() > 1 ? script.removeFirst() : script.getFirst();
    }

    @Override
    public void close() {
        closing.countDown();
        server.stop(0);
    }
}
