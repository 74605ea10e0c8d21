package ykaws.sandbox.key;

import java.io.Closeable;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import ykaws.sandbox.Pause;
import ykaws.sandbox.StateFolder;

/**
 * A key held by one connection, among processes (a file lock, which the system drops with a killed process) and within
 * this one.
 */
final class KeyLock implements Closeable {
    private static final int TRIES = 11;
    private static final Duration BETWEEN = Duration.ofMillis(50);

    // Keys held by this process. Asked before the file is opened: on POSIX, closing a second channel on a file drops
    // the lock that the first one holds.
    private static final Set<Path> HERE = ConcurrentHashMap.newKeySet();

    private final Path file;
    private final FileChannel channel;

    private KeyLock(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /** Tries for half a second. */
    static KeyLock take(StateFolder folder, int serial, Pause pause) throws IOException {
        String name = "key-".concat(Integer.toString(serial)).concat(".lock");
        for (int tries = 1; ; tries++) {
            KeyLock lock = tryOnce(folder, name);
            if (lock != null) {
                return lock;
            }
            if (tries == TRIES) {
                throw new KeyInUseException(serial);
            }
            sleep(pause);
        }
    }

    private static void sleep(Pause pause) throws IOException {
        try {
            pause.sleep(BETWEEN);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while waiting for the software key");
        }
    }

    private static @Nullable KeyLock tryOnce(StateFolder folder, String name) throws IOException {
        Path file = folder.path().resolve(name);
        if (!HERE.add(file)) {
            return null;
        }
        boolean taken = false;
        try {
            FileChannel channel = folder.open(name);
            try {
                FileLock lock = channel.tryLock();
                taken = lock != null;
                return taken ? new KeyLock(file, channel) : null;
            } finally {
                if (!taken) {
                    channel.close();
                }
            }
        } finally {
            if (!taken) {
                HERE.remove(file);
            }
        }
    }

    /** Fails if the system took the lock away. */
    void held() throws IOException {
        if (!channel.isOpen()) {
            throw new IOException("the lock of the software key was lost: " + file);
        }
    }

    @Override
    public void close() throws IOException {
        try {
            channel.close();
        } finally {
            HERE.remove(file);
        }
    }
}
