package ykaws.harness;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Stands between a program and the machine's pcscd, so that for that program alone the service can end and start anew
 * (the library looks for its socket where PCSCLITE_CSOCK_NAME says).
 */
public final class PcscdRelay implements AutoCloseable {
    private static final UnixDomainSocketAddress SERVICE = UnixDomainSocketAddress.of("/run/pcscd/pcscd.comm");

    private final Path socket;
    private final List<Closeable> connections = new ArrayList<>();
    private @Nullable ServerSocketChannel server;

    private PcscdRelay(Path socket) {
        this.socket = socket;
    }

    /** Listens on a socket in the place's runtime folder. */
    public static PcscdRelay in(Place place) {
        PcscdRelay relay = new PcscdRelay(place.runtime().resolve("pcscd.comm"));
        relay.begin();
        return relay;
    }

    public String socket() {
        return socket.toString();
    }

    /** The service starts. */
    public void begin() {
        try {
            ServerSocketChannel listening = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
            listening.bind(UnixDomainSocketAddress.of(socket));
            server = listening;
            thread(() -> accept(listening));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The service ends, and all that its clients have of it. */
    public void end() {
        try {
            ServerSocketChannel listening = server;
            if (listening != null) {
                listening.close();
                server = null;
            }
            synchronized (connections) {
                for (Closeable connection : connections) {
                    connection.close();
                }
                connections.clear();
            }
            Files.deleteIfExists(socket);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void accept(ServerSocketChannel listening) {
        try {
            while (true) {
                connect(listening, listening.accept(), SocketChannel.open(SERVICE));
            }
        } catch (IOException e) {
            // Closed: the service has ended.
            return;
        }
    }

    /** A client that was let in while the service ended is turned away: nobody would end its connection any more. */
    private void connect(ServerSocketChannel listening, SocketChannel client, SocketChannel service)
            throws IOException {
        synchronized (connections) {
            if (!listening.isOpen()) {
                client.close();
                service.close();
                return;
            }
            connections.add(client);
            connections.add(service);
        }
        thread(() -> copy(client, service));
        thread(() -> copy(service, client));
    }

    private static void copy(SocketChannel from, SocketChannel to) {
        ByteBuffer buffer = ByteBuffer.allocate(8192);
        try (from;
                to) {
            while (from.read(buffer) >= 0) {
                buffer.flip();
                while (buffer.hasRemaining()) {
                    to.write(buffer);
                }
                buffer.clear();
            }
        } catch (IOException e) {
            // One side is gone, and with it the other.
            return;
        }
    }

    private static void thread(Runnable work) {
        Thread thread = new Thread(work, "pcscd relay");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() {
        end();
    }
}
