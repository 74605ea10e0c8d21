package ykaws.aws.session;

import java.io.IOException;
import java.nio.file.Path;

/** One flight per request, among all threads and processes. */
@SuppressWarnings("DoNotCallSuggester")
public final class Flights {
    /** What the one who flies does: it looks into the cache first, because another may just have landed. */
    public interface Work<T> {
        T run() throws IOException;
    }

    public Flights(Path folder) {}

    /**
     * Runs {@code work} while nobody else runs one for that request; waits for its turn.
     *
     * <p>A flight that failed while this caller was waiting for it fails this caller with the same error, without a
     * call to {@code work}; only those who come later start anew.
     */
    public <T> T alone(RequestHash request, Work<T> work) throws IOException {
        throw new UnsupportedOperationException();
    }
}
