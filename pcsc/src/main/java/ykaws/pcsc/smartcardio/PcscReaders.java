package ykaws.pcsc.smartcardio;

import java.io.Closeable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import ykaws.pcsc.CardReader;
import ykaws.pcsc.CardReaders;
import ykaws.pcsc.Pause;
import ykaws.pcsc.PcscException;
import ykaws.pcsc.PcscException.Kind;

/**
 * The readers of the system's PC/SC service. Nothing is loaded or asked before the first {@link #list}. Connections
 * stay good after {@link #close}.
 */
public final class PcscReaders implements CardReaders, Closeable {
    private final ContextPool contexts;
    private final Pause pause;
    private final boolean windows;

    /** {@code pause}: how the waits for other programs, of a few seconds at most, pass. */
    public PcscReaders(Pause pause) {
        this(isWindows() ? new JdkProvider() : new JnaProvider(), pause);
    }

    PcscReaders(Provider provider, Pause pause) {
        this.contexts = new ContextPool(provider);
        this.pause = pause;
        this.windows = isWindows();
    }

    private static boolean isWindows() {
        return System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("windows");
    }

    @Override
    public List<CardReader> list() throws PcscException {
        List<String> names = names();
        List<CardReader> readers = new ArrayList<>(names.size());
        for (String name : names) {
            readers.add(new PcscReader(name, contexts, pause));
        }
        return readers;
    }

    private List<String> names() throws PcscException {
        PcscContext idle = contexts.poll();
        if (idle != null) {
            try {
                return listIn(idle);
            } catch (PcscException e) {
                if (e.kind() != Kind.NO_SERVICE) {
                    throw e;
                }
                // The service may have been started anew since that context was made.
            }
        }
        try {
            return listIn(contexts.takeNew());
        } catch (PcscException e) {
            // Windows ends the service with the last reader.
            if (e.kind() == Kind.NO_READER || (windows && e.kind() == Kind.NO_SERVICE)) {
                return List.of();
            }
            throw e;
        }
    }

    /** A context that fails is dropped. */
    private List<String> listIn(PcscContext context) throws PcscException {
        boolean good = false;
        try {
            List<String> names = context.names();
            good = true;
            return names;
        } finally {
            if (good) {
                contexts.giveBack(context);
            } else {
                context.release();
            }
        }
    }

    @Override
    public void close() throws PcscException {
        contexts.close();
    }
}
