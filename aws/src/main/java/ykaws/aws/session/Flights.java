package ykaws.aws.session;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import ykaws.aws.files.LockFile;

/**
 * One flight per request, among all threads and processes: a lock file per request, which dies with its holder.
 *
 * <p>A flight that fails leaves a note of the error beside the lock, with an id of its own. Who waits compares the note's
 * id at its arrival with that when its turn comes: another id is a failure that it was waiting for. No clock is asked.
 */
public final class Flights {
    private final Path folder;
    private final SecretFiles files;
    private final Queue queue;
    private final SecureRandom random = new SecureRandom();

    /** Told of a wait for another one's flight: a person should know what nothing happens for. */
    public interface Queue {
        /** Nobody waits aloud. */
        Queue SILENT = new Queue() {
            @Override
            public void joined() {
                // Nothing to be said.
            }

            @Override
            public void left() {
                // Nothing was said.
            }
        };

        /** Another one flies; called before the wait. */
        void joined();

        /** The wait is over, or there was none. */
        void left();
    }

    /** What the one who flies does: it looks into the cache first, because another may just have landed. */
    public interface Work<T> {
        /** Runs under the request's lock. */
        T run() throws IOException;
    }

    /**
     * Flights with their locks in that folder.
     *
     * @param folder made at first use; private, and not shared between machines
     */
    public Flights(Path folder) {
        this(folder, Queue.SILENT);
    }

    /** The same, with somebody who is told of waits. */
    public Flights(Path folder, Queue queue) {
        this.folder = folder;
        this.queue = queue;
        this.files = new SecretFiles((file, formerMode) -> {
            // A note holds an error text, which is no secret.
        });
    }

    /**
     * Runs {@code work} while nobody else runs one for that request; waits for its turn.
     *
     * <p>A flight that failed while this caller was waiting for it fails this caller with the same error, without a
     * call to {@code work}; only those who come later start anew. A flight that was interrupted, or whose process died,
     * says nothing: the next in line flies.
     *
     * @throws java.io.InterruptedIOException if the thread is interrupted while it waits
     */
    public <T> T alone(RequestHash request, Work<T> work) throws IOException {
        files.folder(folder);
        Path note = folder.resolve(request.hex() + ".failed");
        FlightFailure atArrival = read(note);
        LockFile lock = turn(folder.resolve(request.hex() + ".lock"));
        try {
            FlightFailure now = read(note);
            if (now != null && (atArrival == null || atArrival.id() != now.id())) {
                throw now.rebuild();
            }
            return fly(note, work);
        } finally {
            lock.close();
        }
    }

    private LockFile turn(Path file) throws IOException {
        try {
            return LockFile.acquire(file, queue::joined);
        } finally {
            queue.left();
        }
    }

    private <T> T fly(Path note, Work<T> work) throws IOException {
        try {
            T result = work.run();
            Files.deleteIfExists(note);
            return result;
        } catch (IOException | RuntimeException e) {
            if (!FlightFailure.isInterruption(e)) {
                leave(note, e);
            }
            throw e;
        }
    }

    private void leave(Path note, Exception e) {
        try {
            files.replace(note, FlightFailure.of(random.nextLong(), e).write());
        } catch (IOException noNote) {
            // The error of the flight matters more; those who wait will fly themselves.
            e.addSuppressed(noNote);
        }
    }

    private @Nullable FlightFailure read(Path note) throws IOException {
        Optional<byte[]> bytes = files.read(note);
        return bytes.isEmpty() ? null : FlightFailure.read(bytes.get());
    }
}
