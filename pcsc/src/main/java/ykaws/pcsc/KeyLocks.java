package ykaws.pcsc;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Whose turn it is with a key, among the threads of this process and among the ykaws processes of this user: a touch
 * holds the reader for many seconds, and a sibling that waits for it should wait, not fail.
 */
public final class KeyLocks {
    /** The operating system's locks belong to a process as a whole; so these do, too. */
    private static final Map<String, Semaphore> TURNS = new ConcurrentHashMap<>();

    private static final Set<OpenOption> OPTIONS = Set.of(
            StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);

    private static final int LONGEST_NAME = 100;

    private final @Nullable Path folder;
    private final Consumer<String> waitingNotice;

    /**
     * @param folder where the lock files are, made when it is missing; null: only threads of this process wait for
     *     each other
     * @param waitingNotice told once per wait, one lower case line, why it takes long
     */
    public KeyLocks(@Nullable Path folder, Consumer<String> waitingNotice) {
        this.folder = folder;
        this.waitingNotice = waitingNotice;
    }

    /**
     * Waits until the key in the reader is ours.
     *
     * @throws PcscException INTERRUPTED, LOCK_FILE
     */
    public Held acquire(String reader) throws PcscException {
        Semaphore turn = turn(reader);
        if (!turn.tryAcquire()) {
            waitingNotice.accept("the key is still busy with an earlier command");
            try {
                turn.acquire();
            } catch (InterruptedException e) {
                throw PcscException.interrupted(reader, "waiting for an earlier command");
            }
        }
        return lockFile(reader, turn, true).orElseThrow();
    }

    /** Does not wait: empty if another one has it. */
    public Optional<Held> tryAcquire(String reader) throws PcscException {
        Semaphore turn = turn(reader);
        return turn.tryAcquire() ? lockFile(reader, turn, false) : Optional.empty();
    }

    private Semaphore turn(String reader) {
        String key = folder + "\n" + reader;
        Semaphore fresh = new Semaphore(1, true);
        Semaphore known = TURNS.putIfAbsent(key, fresh);
        return known == null ? fresh : known;
    }

    private Optional<Held> lockFile(String reader, Semaphore turn, boolean wait) throws PcscException {
        if (folder == null) {
            return Optional.of(new Held(turn, null));
        }
        FileChannel channel = null;
        boolean held = false;
        try {
            channel = open(folder, reader);
            held = lock(channel, wait);
            return held ? Optional.of(new Held(turn, channel)) : Optional.empty();
        } catch (IOException e) {
            if (Thread.interrupted()) {
                throw PcscException.interrupted(reader, "waiting for another ykaws");
            }
            String message = "the key cannot be locked for other ykaws processes in " + folder + ": " + e.getMessage();
            throw new PcscException(PcscException.Kind.LOCK_FILE, reader, message, e);
        } finally {
            if (!held) {
                closeQuietly(channel);
                turn.release();
            }
        }
    }

    private boolean lock(FileChannel channel, boolean wait) throws IOException {
        FileLock lock = channel.tryLock();
        if (lock == null && wait) {
            waitingNotice.accept("another ykaws waits for a touch");
            lock = channel.lock();
        }
        return lock != null;
    }

    private static FileChannel open(Path folder, String reader) throws IOException {
        boolean posix = folder.getFileSystem().supportedFileAttributeViews().contains("posix");
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(folder, permissions(posix, "rwx------"));
        }
        return FileChannel.open(folder.resolve(fileName(reader)), OPTIONS, permissions(posix, "rw-------"));
    }

    private static FileAttribute<?>[] permissions(boolean posix, String text) {
        if (!posix) {
            return new FileAttribute<?>[0];
        }
        return new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(text))};
    }

    /** A reader's name is foreign text, and {@code /} occurs in it. */
    private static String fileName(String reader) {
        StringBuilder name = new StringBuilder("key-");
        for (int i = 0; i < Math.min(reader.length(), LONGEST_NAME); i++) {
            char c = reader.charAt(i);
            boolean plain = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
            name.append(plain ? c : '_');
        }
        return name.append('-')
                .append(Integer.toHexString(reader.hashCode()))
                .append(".lock")
                .toString();
    }

    /** Only where nothing is lost: the channel of a lock that we did not get. */
    private static void closeQuietly(@Nullable FileChannel channel) {
        if (channel != null) {
            try {
                channel.close();
            } catch (IOException e) {
                // The descriptor is gone in any case, and what led here is reported.
                return;
            }
        }
    }

    /** The key is ours until the close, which may come from another thread. */
    public static final class Held implements Closeable, InterruptibleConnection.LateAnswer {
        private final Semaphore turn;
        private final @Nullable FileChannel channel;
        private boolean closed;

        Held(Semaphore turn, @Nullable FileChannel channel) {
            this.turn = turn;
            this.channel = channel;
        }

        /**
         * Whether the last ykaws that held the lock ended while the key was still at work: the PC/SC service then holds
         * the reader for it until the touch comes or times out.
         */
        boolean leftBehind() throws IOException {
            return channel != null && channel.size() > 0;
        }

        /** Marks the lock file, so that {@link #leftBehind} is true after a sudden end. */
        @Override
        public synchronized void pending(boolean yes) throws IOException {
            if (channel == null || closed) {
                return;
            }
            if (yes) {
                channel.write(ByteBuffer.wrap(new byte[] {'1', '\n'}), 0);
            } else {
                channel.truncate(0);
            }
        }

        @Override
        public synchronized void close() throws IOException {
            if (closed) {
                return;
            }
            closed = true;
            try {
                if (channel != null) {
                    channel.close();
                }
            } finally {
                turn.release();
            }
        }
    }
}
