package ykaws.aws.session;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** Which codes were sent to AWS: one is good for one call only, whoever made it. */
@SuppressWarnings("DoNotCallSuggester")
public final class ReplayLedger {
    /** What became of a code that was sent. */
    public enum State {
        /** Sent, no answer seen: counts as spent. */
        UNKNOWN,
        ACCEPTED,
        /** Refused before its window had opened: may be sent once more, inside it. */
        REFUSED_EARLY
    }

    public ReplayLedger(Path file) {}

    /** Empty where that step's code was never sent from here. */
    public Optional<State> state(String serial, long step) throws IOException {
        throw new UnsupportedOperationException();
    }

    /**
     * Takes the right to send that step's code, and has it on disk as {@link State#UNKNOWN} before it returns.
     *
     * @return false if the code is spent, by this process or another
     */
    public boolean claim(String serial, long step) throws IOException {
        throw new UnsupportedOperationException();
    }

    /** Notes AWS's answer to a claimed code; without one it stays {@link State#UNKNOWN}. */
    public void settle(String serial, long step, State state) throws IOException {
        throw new UnsupportedOperationException();
    }

    /** The first step from {@code step} on whose code may still be sent. */
    public long firstUnspent(String serial, long step) throws IOException {
        throw new UnsupportedOperationException();
    }
}
