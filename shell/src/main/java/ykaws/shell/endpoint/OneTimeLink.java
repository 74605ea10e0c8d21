package ykaws.shell.endpoint;

import java.io.Closeable;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/**
 * An address on this machine that sends the first browser that comes on to another one, and then is gone. So an address
 * that is worth as much as a password reaches a browser without standing in the arguments of a program, where every user
 * of the machine can read them.
 */
public final class OneTimeLink implements Closeable {
    private static final int NONCE_BYTES = 16;
    private static final Duration REQUEST = Duration.ofSeconds(5);

    private final AtomicReference<String> target;
    private final String path;
    private final CountDownLatch used = new CountDownLatch(1);
    private final LoopbackServer server;

    /** @param target where it leads to */
    public OneTimeLink(String target) throws IOException {
        byte[] nonce = new byte[NONCE_BYTES];
        new SecureRandom().nextBytes(nonce);
        this.target = new AtomicReference<>(target);
        this.path = "/" + HexFormat.of().formatHex(nonce);
        this.server = new LoopbackServer(0, REQUEST, this::answer);
        server.start();
    }

    /** What a browser is to open. */
    public String address() {
        return "http://127.0.0.1:" + server.port() + path;
    }

    private HttpResponse answer(HttpRequest request) {
        boolean named = request.header("host").orElse("").equals("127.0.0.1:" + server.port());
        if (!named || !request.path().equals(path)) {
            return HttpResponse.notFound();
        }
        if (!request.method().equals("GET")) {
            return HttpResponse.methodNotAllowed("GET");
        }
        String once = target.getAndSet("");
        if (once.isEmpty()) {
            return HttpResponse.error(410, "Gone", "this link was used before");
        }
        used.countDown();
        return new HttpResponse(302, Map.of("Location", once, "Referrer-Policy", "no-referrer"), "");
    }

    /** Waits for the browser; false if none came in time. */
    public boolean awaitUse(Duration time) throws InterruptedException {
        return used.await(time.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Lets the answer that is under way go out, and ends. */
    @Override
    public void close() throws IOException {
        server.close();
        server.awaitEnd();
    }
}
