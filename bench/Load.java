import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Asks a credentials endpoint again and again, as SDKs do: a connection for each request, several clients at once.
 *
 * <p>java Load.java URI REQUESTS CLIENTS, with the token in AWS_CONTAINER_AUTHORIZATION_TOKEN; prints requests per second
 * and the 50th and 99th percentile in milliseconds, or fails.
 */
public final class Load {
    public static void main(String[] words) throws Exception {
        URI uri = URI.create(words[0]);
        int requests = Integer.parseInt(words[1]);
        int clients = Integer.parseInt(words[2]);
        byte[] request = ("GET " + uri.getRawPath() + " HTTP/1.1\r\nHost: 127.0.0.1:" + uri.getPort()
                        + "\r\nAuthorization: " + System.getenv("AWS_CONTAINER_AUTHORIZATION_TOKEN") + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
        InetAddress here = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
        long[] took = new long[requests];
        AtomicInteger next = new AtomicInteger();
        AtomicInteger refused = new AtomicInteger();
        CountDownLatch done = new CountDownLatch(clients);
        long start = System.nanoTime();
        for (int i = 0; i < clients; i++) {
            new Thread(() -> {
                        for (int n = next.getAndIncrement(); n < requests; n = next.getAndIncrement()) {
                            long sent = System.nanoTime();
                            try (Socket socket = new Socket(here, uri.getPort());
                                    InputStream in = socket.getInputStream()) {
                                socket.getOutputStream().write(request);
                                String answer = new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
                                if (!answer.startsWith("HTTP/1.1 200 ")) {
                                    refused.incrementAndGet();
                                }
                            } catch (java.io.IOException e) {
                                refused.incrementAndGet();
                            }
                            took[n] = System.nanoTime() - sent;
                        }
                        done.countDown();
                    })
                    .start();
        }
        done.await();
        double seconds = (System.nanoTime() - start) / 1e9;
        if (refused.get() > 0) {
            throw new IllegalStateException(refused + " of " + requests + " requests were not answered");
        }
        Arrays.sort(took);
        System.out.printf(
                "%.0f %.2f %.2f%n", requests / seconds, took[requests / 2] / 1e6, took[requests * 99 / 100] / 1e6);
    }
}
