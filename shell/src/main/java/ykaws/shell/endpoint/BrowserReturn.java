package ykaws.shell.endpoint;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.Closeable;
import java.io.IOException;
import java.net.URLDecoder;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import ykaws.oath.Secret;

/**
 * An address on this machine to which a sign-in service sends the browser back with a code (RFC 8252, 7.3). Only a visit
 * with the state that the browser left with counts, and only the first.
 */
public final class BrowserReturn implements Closeable {
    private static final String PATH = "/oauth/callback";
    private static final Duration REQUEST = Duration.ofSeconds(5);

    private final byte[] state;
    private final AtomicReference<Optional<Secret>> brought = new AtomicReference<>();
    private final CountDownLatch back = new CountDownLatch(1);
    private final LoopbackServer server;

    /** Listens at once. */
    public BrowserReturn(String state) throws IOException {
        this.state = state.getBytes(UTF_8);
        this.server = new LoopbackServer(0, REQUEST, this::answer);
        server.start();
    }

    /** What the service is told to send the browser to. */
    public String address() {
        return "http://127.0.0.1:" + server.port() + PATH;
    }

    private HttpResponse answer(HttpRequest request) {
        boolean named = request.header("host").orElse("").equals("127.0.0.1:" + server.port());
        if (!named || !request.path().equals(PATH)) {
            return HttpResponse.notFound();
        }
        if (!request.method().equals("GET")) {
            return HttpResponse.methodNotAllowed("GET");
        }
        Map<String, String> query = query(request.query());
        byte[] given = query.getOrDefault("state", "").getBytes(UTF_8);
        if (!MessageDigest.isEqual(given, state)) {
            return HttpResponse.error(400, "BadRequest", "this is not the sign-in that was begun");
        }
        String code = query.getOrDefault("code", "");
        Optional<Secret> came = code.isEmpty() ? Optional.empty() : Optional.of(Secret.takeOver(code.getBytes(UTF_8)));
        if (!brought.compareAndSet(null, came)) {
            came.ifPresent(Secret::close);
            return HttpResponse.error(410, "Gone", "the browser was here before");
        }
        back.countDown();
        return HttpResponse.text(
                came.isPresent() ? "Signed in: close this page.\n" : "Not signed in: close this page.\n");
    }

    private static Map<String, String> query(String text) {
        Map<String, String> query = new HashMap<>();
        for (String pair : text.split("&", -1)) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                query.putIfAbsent(pair.substring(0, equals), decoded(pair.substring(equals + 1)));
            }
        }
        return query;
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, UTF_8);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    /**
     * Waits for the browser. The caller closes the code.
     *
     * @return empty if none came in time, or the service sent it back without a code
     */
    public Optional<Secret> code(Duration time) throws InterruptedException {
        boolean came = back.await(time.toMillis(), TimeUnit.MILLISECONDS);
        Optional<Secret> code = came ? brought.getAndSet(Optional.empty()) : Optional.empty();
        return code == null ? Optional.empty() : code;
    }

    /** Lets the answer that is under way go out, and ends. */
    @Override
    public void close() throws IOException {
        server.close();
        server.awaitEnd();
        Optional<Secret> left = brought.getAndSet(Optional.empty());
        if (left != null) {
            left.ifPresent(Secret::close);
        }
    }
}
