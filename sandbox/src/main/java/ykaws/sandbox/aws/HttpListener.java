package ykaws.sandbox.aws;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * HTTP/1.1 on a loopback port, one request for each connection. The JDK's own server will not do: it overwrites the
 * {@code Date} header with the computer's time, and that header is how clients learn AWS's time, which here is the
 * sandbox's.
 */
final class HttpListener implements Closeable {
    private static final int BACKLOG = 128;
    private static final int THREADS = 16;
    /** How long a client may be silent in the middle of a request. */
    private static final int PATIENCE_MILLIS = 10_000;

    /** Answers a request; null closes the connection without an answer. */
    interface Handler {
        @Nullable
        Response answer(HttpCall call) throws IOException;
    }

    /** An answer: status, headers, text. */
    record Response(int status, Map<String, String> headers, String body) {}

    private final Handler handler;
    private final ServerSocket socket;
    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS, HttpListener::daemon);

    /** @param port 0 for any free one */
    HttpListener(int port, Handler handler) throws IOException {
        this.handler = handler;
        this.socket = new ServerSocket(port, BACKLOG, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}));
    }

    int port() {
        return socket.getLocalPort();
    }

    void start() {
        daemon(this::accept).start();
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                Socket connection = socket.accept();
                threads.execute(() -> serve(connection));
            } catch (IOException e) {
                if (socket.isClosed()) {
                    break;
                }
                // Anything else concerns one connection, whose client sees it.
            }
        }
        threads.shutdown();
    }

    private void serve(Socket connection) {
        try (connection) {
            connection.setSoTimeout(PATIENCE_MILLIS);
            connection.setTcpNoDelay(true);
            OutputStream out = connection.getOutputStream();
            Response response;
            try {
                response = handler.answer(HttpCall.read(new BufferedInputStream(connection.getInputStream()), out));
            } catch (HttpCall.MalformedException e) {
                response = new Response(400, Map.of("Content-Type", "text/plain"), e.getMessage() + "\n");
            }
            if (response != null) {
                out.write(bytes(response));
                out.flush();
            }
        } catch (IOException e) {
            // The client has gone or fell silent. There is nobody left to tell.
            return;
        }
    }

    private static byte[] bytes(Response response) {
        byte[] body = response.body.getBytes(UTF_8);
        StringBuilder head = new StringBuilder("HTTP/1.1 " + response.status + " " + reason(response.status) + "\r\n");
        response.headers.forEach(
                (name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
        head.append("Content-Length: ").append(body.length).append("\r\nConnection: close\r\n\r\n");
        byte[] start = head.toString().getBytes(US_ASCII);
        byte[] all = java.util.Arrays.copyOf(start, start.length + body.length);
        System.arraycopy(body, 0, all, start.length, body.length);
        return all;
    }

    private static String reason(int status) {
        return switch (status) {
            case 200 -> "OK";
            case 400 -> "Bad Request";
            case 403 -> "Forbidden";
            case 404 -> "Not Found";
            case 409 -> "Conflict";
            default -> "Status";
        };
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "local AWS");
        thread.setDaemon(true);
        return thread;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
