package ykaws.sandbox.key;

import com.yubico.yubikit.core.Transport;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.net.StandardSocketOptions;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SocketChannel;
import jdk.net.ExtendedSocketOptions;
import org.jspecify.annotations.Nullable;

/**
 * A software key in the virtual reader of vsmartcard's vpcd, where any PC/SC program finds it.
 *
 * <p>vpcd listens; the card connects. Both sides send frames of a two-byte big-endian length and that many bytes. A
 * frame of one byte controls the card's power or asks for its ATR; any longer one is a command, answered with a frame.
 */
public final class VpcdClient implements Closeable {
    /** Where vpcd waits for the card of its first reader; the second is one port higher. */
    public static final int DEFAULT_PORT = 35963;

    public static final String DEFAULT_HOST = "127.0.0.1";

    /** A reader that does not look for a card leaves the second one that comes waiting for ever. */
    private static final int PATIENCE_MS = 5_000;

    private static final int POWER_OFF = 0;
    private static final int POWER_ON = 1;
    private static final int RESET = 2;
    private static final int GET_ATR = 4;

    private final String reader;
    private final SocketChannel socket;
    private final SoftKeyConnection key;
    private final boolean quickAck;
    private volatile boolean closed;

    private VpcdClient(String reader, SocketChannel socket, SoftKeyConnection key) {
        this.reader = reader;
        this.socket = socket;
        this.key = key;
        this.quickAck = socket.supportedOptions().contains(ExtendedSocketOptions.TCP_QUICKACK);
    }

    /**
     * Puts the key into the reader; it works as soon as {@link #run} runs. The key is in use until {@link #close}.
     *
     * @throws KeyInUseException if the key is connected elsewhere
     * @throws IOException if nothing listens there, among others
     */
    public static VpcdClient attach(SoftKey key, String host, int port) throws IOException {
        return attach(key, Transport.USB, host, port);
    }

    /** The same; over NFC, for a reader on which the key lies. */
    public static VpcdClient attach(SoftKey key, Transport transport, String host, int port) throws IOException {
        String reader = host + ":" + port;
        SoftKeyConnection connection = key.plugIn(transport);
        SocketChannel socket = null;
        boolean attached = false;
        try {
            socket = SocketChannel.open();
            // Our frames are small and do not wait for each other.
            socket.setOption(StandardSocketOptions.TCP_NODELAY, true);
            // The socket's connect, since the channel's has no time-out.
            socket.socket().connect(new InetSocketAddress(host, port), PATIENCE_MS);
            VpcdClient client = new VpcdClient(reader, socket, connection);
            attached = true;
            return client;
        } catch (ConnectException e) {
            throw new IOException("no virtual reader listens on " + reader, e);
        } catch (SocketTimeoutException e) {
            throw new IOException("the virtual reader on " + reader + " does not answer", e);
        } catch (UnknownHostException e) {
            throw new IOException("no such host: " + host, e);
        } finally {
            if (!attached) {
                closeAll(socket, connection);
            }
        }
    }

    /**
     * Serves the reader until {@link #close} from another thread or an interrupt of this one: then it returns, the key
     * unplugged. Also until the key starts anew, as a change of its USB interfaces has it: then it has left the reader,
     * and has to be attached again, see {@link #rebooted}.
     *
     * @throws IOException if the reader goes away or sends nonsense
     */
    public void run() throws IOException {
        try {
            while (!key.rebooted()) {
                serve(read());
            }
        } catch (ClosedChannelException | InterruptedIOException e) {
            // Closed by close(), or by an interrupt, which stays set for the caller.
            if (!closed && !Thread.currentThread().isInterrupted()) {
                throw e;
            }
        } catch (IOException e) {
            if (!closed) {
                throw new IOException("the virtual reader on " + reader + " went away: " + e.getMessage(), e);
            }
        } finally {
            close();
        }
    }

    /** Whether the key left the reader by itself, to come back. */
    public boolean rebooted() {
        return key.rebooted();
    }

    private void serve(byte[] frame) throws IOException {
        if (frame.length > 1) {
            write(key.sendAndReceive(frame));
        } else if (frame.length == 1) {
            control(frame[0]);
        }
    }

    private void control(int request) throws IOException {
        switch (request) {
            case POWER_OFF, POWER_ON, RESET -> key.powerCycle();
            case GET_ATR -> write(key.getAtr());
            default -> throw new IOException("unknown control byte " + request);
        }
    }

    private byte[] read() throws IOException {
        ByteBuffer length = ByteBuffer.allocate(Short.BYTES);
        fill(length);
        ByteBuffer frame = ByteBuffer.allocate(length.getShort(0) & 0xFFFF);
        fill(frame);
        return frame.array();
    }

    private void fill(ByteBuffer buffer) throws IOException {
        while (buffer.hasRemaining()) {
            if (socket.read(buffer) < 0) {
                throw new EOFException("it closed the connection");
            }
            acknowledge();
        }
    }

    /**
     * Acknowledges at once what was read. vpcd writes a frame's length and its content apart, and holds the content back
     * until the length is acknowledged, which the system does only after 40 ms. It forgets this wish with time, so it is
     * repeated. (Linux only; elsewhere it stays slow.)
     */
    private void acknowledge() throws IOException {
        if (quickAck) {
            socket.setOption(ExtendedSocketOptions.TCP_QUICKACK, true);
        }
    }

    private void write(byte[] content) throws IOException {
        ByteBuffer frame = ByteBuffer.allocate(Short.BYTES + content.length)
                .putShort((short) content.length)
                .put(content)
                .flip();
        while (frame.hasRemaining()) {
            socket.write(frame);
        }
    }

    /** Pulls the key out. */
    @Override
    public void close() throws IOException {
        closed = true;
        closeAll(socket, key);
    }

    private static void closeAll(@Nullable SocketChannel socket, SoftKeyConnection key) throws IOException {
        try (key) {
            if (socket != null) {
                socket.close();
            }
        }
    }
}
