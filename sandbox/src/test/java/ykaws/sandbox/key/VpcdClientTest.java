package ykaws.sandbox.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The client against a server that plays vpcd: frames of two length bytes, control frames of one byte. */
@Timeout(60)
class VpcdClientTest {
    private static final String HOST = "127.0.0.1";

    @TempDir
    Path folder;

    private ServerSocket vpcd;

    @BeforeEach
    void listen() throws IOException {
        vpcd = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    }

    @AfterEach
    void stop() throws IOException {
        vpcd.close();
    }

    /** A key in the reader, its loop on a thread of its own. */
    private final class Attached implements AutoCloseable {
        final VpcdClient client;
        final FutureTask<String> run;
        final Thread thread;
        final Socket socket;

        Attached(Touch touch) throws IOException {
            SoftKey key = TestKey.keys(folder, Wire.YUBIKEY, touch).keys().get(0);
            client = VpcdClient.attach(key, HOST, vpcd.getLocalPort());
            run = new FutureTask<>(() -> {
                client.run();
                return Thread.currentThread().isInterrupted() ? "interrupted" : "returned";
            });
            thread = new Thread(run);
            thread.start();
            socket = vpcd.accept();
        }

        /** The bytes as they go over the wire. */
        void send(String hex) throws IOException {
            OutputStream out = socket.getOutputStream();
            out.write(TestKey.bytes(hex));
            out.flush();
        }

        String receive() throws IOException {
            DataInputStream in = new DataInputStream(socket.getInputStream());
            byte[] frame = new byte[in.readUnsignedShort()];
            in.readFully(frame);
            return TestKey.hex(frame);
        }

        @Override
        public void close() throws IOException {
            client.close();
            socket.close();
        }
    }

    @Test
    void answersControlFramesAndCommands() throws Exception {
        try (Attached reader = new Attached(TestKey.NO_TOUCH)) {
            reader.send("0001 01");
            reader.send("0001 04");
            assertThat(reader.receive()).isEqualTo("3BFD1300008131FE158073C021C057597562694B657940");
            reader.send("000D 00A4040008A000000527210101");
            assertThat(reader.receive()).startsWith("7903050701").endsWith("9000");
            reader.send("00");
            reader.send("04 00A1");
            reader.send("0000");
            assertThat(reader.receive()).isEqualTo("9000");
        }
    }

    @Test
    void powerAndResetCycleTheCard() throws Exception {
        try (Attached reader = new Attached(TestKey.NO_TOUCH)) {
            for (String control : new String[] {"0001 00 0001 01", "0001 02"}) {
                reader.send("000D 00A4040008A000000527210101");
                assertThat(reader.receive()).endsWith("9000");
                reader.send(control);
                reader.send("0004 00A10000");
                assertThat(reader.receive()).isEqualTo("6D00");
            }
        }
    }

    @Test
    void theKeyIsInUseUntilItIsPulledOut() throws Exception {
        Attached reader = new Attached(TestKey.NO_TOUCH);
        assertThatThrownBy(() -> TestKey.in(folder)).isInstanceOf(KeyInUseException.class);

        reader.client.close();

        assertThat(reader.run.get()).isEqualTo("returned");
        assertThat(reader.socket.getInputStream().read())
                .as("the reader sees it go")
                .isEqualTo(-1);
        TestKey.in(folder).close();
    }

    @Test
    void anInterruptPullsItOut() throws Exception {
        Attached reader = new Attached(TestKey.NO_TOUCH);
        reader.send("0001 04");
        reader.receive();

        reader.thread.interrupt();

        assertThat(reader.run.get()).isEqualTo("interrupted");
        TestKey.in(folder).close();
    }

    @Test
    void itCanBePulledOutDuringTheWaitForATouch() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        try (TestKey key = TestKey.in(folder)) {
            key.selectOath();
            key.ok(TestKey.put("t", "2106" + "31".repeat(20), "7802"));
        }
        Attached reader = new Attached(() -> {
            asked.countDown();
            new CountDownLatch(1).await();
            return true;
        });
        reader.send("000D 00A4040008A000000527210101");
        reader.receive();
        reader.send("000B" + TestKey.calculate("t", "01"));
        asked.await();

        reader.client.close();

        assertThat(reader.run.get()).isEqualTo("returned");
        TestKey.in(folder).close();
    }

    @Test
    void saysThatTheReaderWentAway() throws Exception {
        Attached reader = new Attached(TestKey.NO_TOUCH);
        reader.send("00");
        reader.socket.close();

        assertThatThrownBy(() -> reader.run.get(30, TimeUnit.SECONDS))
                .isInstanceOf(ExecutionException.class)
                .cause()
                .isInstanceOf(IOException.class)
                .hasMessageContaining("the virtual reader on 127.0.0.1:" + vpcd.getLocalPort() + " went away");
        TestKey.in(folder).close();
    }

    @Test
    void refusesAnUnknownControlByte() throws Exception {
        Attached reader = new Attached(TestKey.NO_TOUCH);
        reader.send("0001 07");

        assertThatThrownBy(reader.run::get).cause().hasMessageContaining("unknown control byte 7");
    }

    @Test
    void saysThatNothingListens() throws Exception {
        int port = vpcd.getLocalPort();
        vpcd.close();
        SoftKey key =
                TestKey.keys(folder, Wire.YUBIKEY, TestKey.NO_TOUCH).keys().get(0);

        assertThatThrownBy(() -> VpcdClient.attach(key, HOST, port))
                .isInstanceOf(IOException.class)
                .hasMessage("no virtual reader listens on 127.0.0.1:" + port);
        key.connect().close();
    }

    @Test
    void saysThatThereIsNoSuchHost() throws Exception {
        SoftKey key =
                TestKey.keys(folder, Wire.YUBIKEY, TestKey.NO_TOUCH).keys().get(0);

        assertThatThrownBy(() -> VpcdClient.attach(key, "no-such-host.invalid", 1))
                .isInstanceOf(IOException.class)
                .hasMessage("no such host: no-such-host.invalid");
        key.connect().close();
    }
}
