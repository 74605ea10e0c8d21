package ykaws.pcsc.smartcardio;

import java.io.Closeable;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;
import ykaws.pcsc.PcscException;

/**
 * Contexts that nobody uses at the moment. A connected card keeps one for itself, since a command that waits for a
 * touch blocks every other call on its context; a process that opens one key at a time makes one in all.
 */
final class ContextPool implements Closeable {
    private final Provider provider;
    private final ArrayDeque<PcscContext> idle = new ArrayDeque<>();
    private boolean closed;

    ContextPool(Provider provider) {
        this.provider = provider;
    }

    /** An idle one, which may have died since, or else a new one. */
    PcscContext take() throws PcscException {
        PcscContext context = poll();
        return context == null ? takeNew() : context;
    }

    PcscContext takeNew() throws PcscException {
        return PcscContext.establish(provider);
    }

    /** An idle one, which may have died since; null if there is none. */
    synchronized @Nullable PcscContext poll() {
        return idle.poll();
    }

    void giveBack(PcscContext context) throws PcscException {
        synchronized (this) {
            if (!closed) {
                idle.push(context);
                return;
            }
        }
        context.release();
    }

    @Override
    public synchronized void close() throws PcscException {
        closed = true;
        PcscException failure = null;
        for (PcscContext context : idle) {
            try {
                context.release();
            } catch (PcscException e) {
                failure = e;
            }
        }
        idle.clear();
        if (failure != null) {
            throw failure;
        }
    }
}
