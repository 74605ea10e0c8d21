package ykaws.shell.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import ykaws.pcsc.Pause;

/** What the server does when the system has nothing left for it. */
class LoopbackServerTest {
    private final List<Duration> pauses = new CopyOnWriteArrayList<>();
    private final Pause pause = pauses::add;

    /** A socket whose first attempts to accept fail. */
    private static ServerSocket failing(int times, boolean threads) throws IOException {
        AtomicInteger left = new AtomicInteger(times);
        return new ServerSocket(0, 10, InetAddress.getByAddress(new byte[] {127, 0, 0, 1})) {
            @Override
            public Socket accept() throws IOException {
                if (left.getAndDecrement() <= 0) {
                    return super.accept();
                }
                if (threads) {
                    throw new OutOfMemoryError("unable to create native thread");
                }
                throw new SocketException("Too many open files");
            }
        };
    }

    private String answerOf(ServerSocket socket) throws IOException {
        try (LoopbackServer server =
                new LoopbackServer(socket, Duration.ofSeconds(5), request -> HttpResponse.text("here"), pause)) {
            server.start();
            return Http.body(new Http("http://127.0.0.1:" + server.port()).ask("GET", "/"));
        }
    }

    @Test
    void withoutDescriptorsItWaitsInsteadOfSpinningAndComesBack() throws IOException {
        assertThat(answerOf(failing(3, false))).isEqualTo("here");
        assertThat(pauses).startsWith(Duration.ofMillis(100), Duration.ofMillis(100), Duration.ofMillis(100));
    }

    @Test
    void withoutThreadsItComesBackToo() throws IOException {
        assertThat(answerOf(failing(2, true))).isEqualTo("here");
        assertThat(pauses).startsWith(Duration.ofMillis(100), Duration.ofMillis(100));
    }
}
