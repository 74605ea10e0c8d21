package ykaws.sandbox;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The folder in which a sandbox keeps its world.
 *
 * <p>Every change happens inside {@link #locked}: one lock for the whole folder, among threads and among processes, so
 * that a shell, a one-shot command and {@code sandbox serve} may use one sandbox at once. A file is replaced as a
 * whole, written to disk before its name changes, so that a killed process leaves the former state or the new one.
 */
public final class StateFolder {
    private static final Map<Path, ReentrantLock> THREADS = new ConcurrentHashMap<>();
    private static final boolean POSIX =
            FileSystems.getDefault().supportedFileAttributeViews().contains("posix");

    private final Path folder;
    private final ReentrantLock thread;

    public StateFolder(Path folder) throws IOException {
        Files.createDirectories(folder.toAbsolutePath(), ownerOnly("rwx------"));
        this.folder = folder.toRealPath();
        ReentrantLock fresh = new ReentrantLock(true);
        ReentrantLock known = THREADS.putIfAbsent(this.folder, fresh);
        this.thread = known == null ? fresh : known;
    }

    public Path path() {
        return folder;
    }

    /** What happens while the lock is held. */
    public interface Work<T> {
        T run() throws IOException;
    }

    /** Runs {@code work} alone among all users of this folder; waits for its turn. May be nested in one thread. */
    public <T> T locked(Work<T> work) throws IOException {
        thread.lock();
        try {
            if (thread.getHoldCount() > 1) {
                return work.run();
            }
            return lockedAmongProcesses(work);
        } finally {
            thread.unlock();
        }
    }

    private <T> T lockedAmongProcesses(Work<T> work) throws IOException {
        try (FileChannel channel = open("lock");
                FileLock held = channel.lock()) {
            if (!held.isValid()) {
                throw new IOException("the lock of " + folder + " was lost");
            }
            return work.run();
        }
    }

    /** The content of a file of this folder, or empty if there is none. */
    public Optional<byte[]> read(String name) throws IOException {
        try {
            return Optional.of(Files.readAllBytes(folder.resolve(name)));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    /** Replaces a file of this folder as a whole; on return it is on disk. Call it inside {@link #locked}. */
    public void write(String name, byte[] content) throws IOException {
        Path file = folder.resolve(name);
        Path fresh = folder.resolve(name.concat(".new"));
        Files.deleteIfExists(fresh);
        try (FileChannel channel = FileChannel.open(fresh, Set.of(CREATE_NEW, WRITE), ownerOnly("rw-------"))) {
            ByteBuffer left = ByteBuffer.wrap(content);
            while (left.hasRemaining()) {
                channel.write(left);
            }
            channel.force(true);
        }
        replace(fresh, file);
        if (POSIX) {
            // The new name is an entry of the folder, which has to reach the disk as well.
            try (FileChannel entries = FileChannel.open(folder, READ)) {
                entries.force(true);
            }
        }
    }

    /** Opens a file of this folder to read and write, made with the owner's permissions only if there is none. */
    public FileChannel open(String name) throws IOException {
        return FileChannel.open(folder.resolve(name), Set.of(CREATE, READ, WRITE), ownerOnly("rw-------"));
    }

    private static void replace(Path fresh, Path file) throws IOException {
        try {
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static FileAttribute<?>[] ownerOnly(String permissions) {
        return POSIX
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }
}
