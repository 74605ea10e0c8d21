package ykaws.pcsc;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Waits for a key to be plugged in.
 *
 * <p>It looks at the readers in slices instead of having PC/SC wake it: no wait of PC/SC's own can be interrupted from
 * Java, one blocks all else on its connection to the service, and none survives a restart of the service.
 */
public final class KeyWatch {
    /** Between two looks: short for a person, nothing for the service. */
    static final Duration SLICE = Duration.ofMillis(250);

    /**
     * So many refusals in a row are believed. A single one may be a service that ends: pcsc-lite's library answers a
     * connection that is cut while it reads with SCARD_W_SECURITY_VIOLATION, since that is how pcscd turns clients away.
     */
    public static final int BELIEVED_DENIALS = 8;

    private final CardReaders readers;
    private final Pause pause;
    private Set<String> seen = Set.of();
    private int denials;

    /** {@code readers}: the watch's own, not those of a key that is in use meanwhile. */
    public KeyWatch(CardReaders readers, Pause pause) {
        this.readers = readers;
        this.pause = pause;
    }

    /** Takes what is there now as seen: it is not what is waited for. */
    public void begin(@Nullable String readerFilter) throws PcscException {
        seen = present(readerFilter);
    }

    /**
     * Waits for a card in a reader that was empty, or not there, at the last look.
     *
     * @param readerFilter as {@link KeySelector#reader}
     * @param atMost null: without end
     * @return whether one came
     * @throws PcscException INTERRUPTED
     */
    public boolean await(@Nullable String readerFilter, @Nullable Duration atMost) throws PcscException {
        long slices = atMost == null ? Long.MAX_VALUE : atMost.dividedBy(SLICE);
        for (long slice = 0; slice < slices; slice++) {
            Set<String> now = present(readerFilter);
            boolean came = !seen.containsAll(now);
            seen = now;
            if (came) {
                return true;
            }
            sleep();
        }
        return false;
    }

    /**
     * After a key that came could not be opened for a reason that passes: what is there at the next look, soon, counts
     * as plugged in again.
     *
     * @throws PcscException INTERRUPTED
     */
    public void lookAgain() throws PcscException {
        sleep();
        seen = Set.of();
    }

    private Set<String> present(@Nullable String readerFilter) throws PcscException {
        try {
            List<CardReader> named = ReaderChoice.named(readers.list(), readerFilter);
            Set<String> present = new HashSet<>();
            for (CardReader reader : named) {
                if (reader.cardPresent()) {
                    present.add(reader.name());
                }
            }
            denials = 0;
            return present;
        } catch (PcscException e) {
            denials = e.kind() == PcscException.Kind.DENIED ? denials + 1 : 0;
            if (e.kind() == PcscException.Kind.INTERRUPTED || denials == BELIEVED_DENIALS) {
                throw e;
            }
            // The service starts anew, or a reader left between two questions: nothing is there at the moment.
            return Set.of();
        }
    }

    private void sleep() throws PcscException {
        try {
            pause.sleep(SLICE);
        } catch (InterruptedException e) {
            throw PcscException.interrupted(null, "waiting for a key");
        }
    }
}
