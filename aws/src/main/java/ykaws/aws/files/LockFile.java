package ykaws.aws.files;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.Closeable;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.FileLockInterruptionException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A lock among all processes and all threads that name the same file. It dies with its process.
 *
 * <p>The file is empty and stays: deleting a lock file while another waits for it gives two owners.
 */
public final class LockFile implements Closeable {
    /** The operating system's lock is one per process, so that threads need one of their own before it. */
    private static final ConcurrentHashMap<Path, ReentrantLock> THREADS = new ConcurrentHashMap<>();

    private final ReentrantLock thread;
    private final FileChannel channel;

    private LockFile(ReentrantLock thread, FileChannel channel) {
        this.thread = thread;
        this.channel = channel;
    }

    /**
     * Waits for the lock. Not re-entrant.
     *
     * @param file made, 0600, where it is missing; its folder must exist
     * @throws InterruptedIOException if the thread is interrupted while it waits; it stays interrupted
     */
    public static LockFile acquire(Path file) throws IOException {
        return acquire(file, () -> {});
    }

    /**
     * The same.
     *
     * @param beforeWaiting run if another one has the lock
     */
    public static LockFile acquire(Path file, Runnable beforeWaiting) throws IOException {
        Path path = real(file);
        ReentrantLock thread = THREADS.computeIfAbsent(path, key -> new ReentrantLock(true));
        if (thread.isHeldByCurrentThread()) {
            throw new IllegalStateException("this thread already holds " + file);
        }
        try {
            // As fair as the line behind: tryLock without a time would push in.
            if (!thread.tryLock(0, TimeUnit.SECONDS)) {
                beforeWaiting.run();
                thread.lockInterruptibly();
            }
        } catch (InterruptedException e) {
            throw interrupted(file, e);
        }
        boolean held = false;
        try {
            LockFile lock = new LockFile(thread, lockedChannel(path, beforeWaiting));
            held = true;
            return lock;
        } catch (FileLockInterruptionException e) {
            throw interrupted(file, e);
        } finally {
            if (!held) {
                thread.unlock();
            }
        }
    }

    /** What is done under the lock. */
    public interface Work<T> {
        T run() throws IOException;
    }

    /** Waits for the lock, does the work, lets the next one in. */
    public static <T> T holding(Path file, Work<T> work) throws IOException {
        LockFile lock = acquire(file);
        try {
            return work.run();
        } finally {
            lock.close();
        }
    }

    private static FileChannel lockedChannel(Path path, Runnable beforeWaiting) throws IOException {
        FileChannel channel = opened(path);
        try {
            // Held by the channel: closing that releases it.
            FileLock lock = channel.tryLock();
            if (lock == null) {
                beforeWaiting.run();
                lock = channel.lock();
            }
            if (!lock.isValid()) {
                throw new IOException("the lock " + path + " was lost");
            }
            return channel;
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private static FileChannel opened(Path path) throws IOException {
        try {
            return FileChannel.open(path, Set.of(CREATE, WRITE, NOFOLLOW_LINKS), DurableFile.ownerOnly("rw-------"));
        } catch (FileSystemException e) {
            throw e;
        } catch (IOException e) {
            // A link: the JDK's message names no file.
            FileSystemException named = new FileSystemException(path.toString(), null, e.getMessage());
            named.initCause(e);
            throw named;
        }
    }

    /** One spelling per file, so that two links to one folder don't look like two locks. */
    private static Path real(Path file) throws IOException {
        Path absolute = file.toAbsolutePath();
        Path folder = absolute.getParent();
        Path name = absolute.getFileName();
        if (folder == null || name == null) {
            throw new IOException(file + " is not a file's name");
        }
        return folder.toRealPath().resolve(name);
    }

    private static InterruptedIOException interrupted(Path file, Exception cause) {
        Thread.currentThread().interrupt();
        InterruptedIOException e = new InterruptedIOException("interrupted while waiting for " + file);
        e.initCause(cause);
        return e;
    }

    /** Lets the next one in. */
    @Override
    public void close() throws IOException {
        try {
            channel.close();
        } finally {
            thread.unlock();
        }
    }
}
