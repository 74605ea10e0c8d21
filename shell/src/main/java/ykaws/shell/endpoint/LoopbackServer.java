package ykaws.shell.endpoint;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import ykaws.pcsc.Pause;

/**
 * HTTP/1.1 on 127.0.0.1, one request for each connection. Any user of the machine can connect, so nothing here can grow
 * without bound: threads, waiting connections, bytes of a request, and the time that one may take in all.
 *
 * <p>Not the JDK's own server: its time limits are properties of the whole process.
 */
final class LoopbackServer implements Closeable {
    private static final int THREADS = 32;
    private static final int WAITING = 256;
    private static final int BACKLOG = 256;
    /** What a refused client may still send before it is hung up on; so it sees the answer instead of a reset. */
    private static final int DRAINED = 1 << 16;

    private static final Duration DRAIN_TIME = Duration.ofMillis(200);
    /** Before the next attempt, once none could be let in: there may be no descriptor or thread left for a while. */
    private static final Duration REST = Duration.ofMillis(100);

    private final Handler handler;
    private final Duration patience;
    private final ServerSocket socket;
    private final Pause pause;
    private final ThreadPoolExecutor threads;

    /** Answers a request. */
    interface Handler {
        HttpResponse answer(HttpRequest request);
    }

    /**
     * Listens at once, answers from {@link #start} on.
     *
     * @param port 0 for any free one
     * @param patience how long a request may take to arrive in full
     */
    LoopbackServer(int port, Duration patience, Handler handler) throws IOException {
        this(new ServerSocket(port, BACKLOG, loopback()), patience, handler, Pause.SYSTEM);
    }

    LoopbackServer(ServerSocket socket, Duration patience, Handler handler, Pause pause) {
        this.handler = handler;
        this.patience = patience;
        this.socket = socket;
        this.pause = pause;
        this.threads = new ThreadPoolExecutor(
                THREADS, THREADS, 10, TimeUnit.SECONDS, new ArrayBlockingQueue<>(WAITING), LoopbackServer::daemon);
        threads.allowCoreThreadTimeOut(true);
    }

    private static InetAddress loopback() throws IOException {
        return InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
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
                hand(socket.accept());
            } catch (IOException | OutOfMemoryError e) {
                // The second is what a JVM says that may start no more threads.
                rest();
            }
        }
        threads.shutdown();
    }

    private void rest() {
        try {
            if (!socket.isClosed()) {
                pause.sleep(REST);
            }
        } catch (InterruptedException e) {
            // Nobody interrupts this thread.
            Thread.currentThread().interrupt();
        }
    }

    private void hand(Socket connection) throws IOException {
        boolean handed = false;
        try {
            threads.execute(() -> serve(connection));
            handed = true;
        } catch (RejectedExecutionException e) {
            // Too many wait already: the client sees it.
        } finally {
            if (!handed) {
                connection.close();
            }
        }
    }

    private void serve(Socket connection) {
        try (connection) {
            connection.setTcpNoDelay(true);
            InputStream in = new BufferedInputStream(new Timed(connection, patience), 1024);
            try {
                HttpResponse response = answer(HttpRequest.read(in));
                if (response != null) {
                    send(connection, response);
                }
            } catch (HttpRequest.MalformedException e) {
                send(connection, HttpResponse.error(e.status(), "BadRequest", String.valueOf(e.getMessage())));
                connection.shutdownOutput();
                new Timed(connection, DRAIN_TIME).readNBytes(DRAINED);
            }
        } catch (IOException e) {
            // The client has gone, or was too slow. There is nobody left to tell.
            return;
        }
    }

    /** None after {@link #close}: the handler may have lost what it answers with, and the kernel still lets some in. */
    private @Nullable HttpResponse answer(HttpRequest request) {
        if (socket.isClosed()) {
            return null;
        }
        try {
            return handler.answer(request);
        } catch (RuntimeException e) {
            if (socket.isClosed()) {
                return null;
            }
            // It would end on standard error, which is another program's.
            return HttpResponse.error(
                    500,
                    "InternalFailure",
                    "the endpoint failed: " + e.getClass().getName());
        }
    }

    private static void send(Socket connection, HttpResponse response) throws IOException {
        byte[] bytes = response.bytes();
        try {
            connection.getOutputStream().write(bytes);
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "credentials endpoint");
        thread.setDaemon(true);
        return thread;
    }

    /** After {@link #close}: waits for what is under way, which its time limits end. */
    void awaitEnd() {
        try {
            if (!threads.awaitTermination(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                threads.shutdownNow();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Answers no more requests: who has connected, and who still gets a connection, is hung up on. */
    @Override
    public void close() throws IOException {
        socket.close();
    }

    /** A stream that ends in a time-out after a total time, however slowly its bytes drip. */
    private static final class Timed extends InputStream {
        private final Socket connection;
        private final InputStream in;
        private final long end;

        Timed(Socket connection, Duration time) throws IOException {
            this.connection = connection;
            this.in = connection.getInputStream();
            this.end = System.nanoTime() + time.toNanos();
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
            if (left <= 0) {
                throw new SocketTimeoutException("too slow");
            }
            connection.setSoTimeout((int) left);
            return in.read(buffer, offset, length);
        }
    }
}
