package ykaws.pcsc.smartcardio;

import java.util.ArrayList;
import java.util.List;
import javax.smartcardio.CardException;
import javax.smartcardio.CardTerminal;
import javax.smartcardio.CardTerminals;
import org.jspecify.annotations.Nullable;
import ykaws.pcsc.PcscException;
import ykaws.pcsc.PcscException.Kind;

/** One connection to the PC/SC service. It does one call at a time: while a command waits for a touch, nothing else. */
final class PcscContext {
    private final Provider provider;
    private final CardTerminals terminals;
    private List<CardTerminal> listed = List.of();

    private PcscContext(Provider provider, CardTerminals terminals) {
        this.provider = provider;
        this.terminals = terminals;
    }

    static PcscContext establish(Provider provider) throws PcscException {
        try {
            return new PcscContext(provider, provider.establish());
        } catch (CardException | RuntimeException | LinkageError e) {
            // RuntimeException: jnasmartcardio's EstablishContextException, for a service that does not run.
            throw Failures.of(e, null);
        }
    }

    Provider provider() {
        return provider;
    }

    List<String> names() throws PcscException {
        try {
            listed = terminals.list();
        } catch (CardException | RuntimeException | LinkageError e) {
            throw Failures.of(e, null);
        }
        List<String> names = new ArrayList<>(listed.size());
        for (CardTerminal terminal : listed) {
            names.add(terminal.getName());
        }
        return names;
    }

    /** @throws PcscException REMOVED if the reader is no longer there */
    CardTerminal terminal(String name) throws PcscException {
        CardTerminal found = find(name);
        if (found == null) {
            names();
            found = find(name);
        }
        if (found == null) {
            throw new PcscException(Kind.REMOVED, name, "the reader \"" + name + "\" is no longer there");
        }
        return found;
    }

    private @Nullable CardTerminal find(String name) {
        for (CardTerminal terminal : listed) {
            if (terminal.getName().equals(name)) {
                return terminal;
            }
        }
        return null;
    }

    boolean cardPresent(String reader) throws PcscException {
        try {
            return terminal(reader).isCardPresent();
        } catch (CardException | RuntimeException | LinkageError e) {
            throw Failures.of(e, reader);
        }
    }

    void release() throws PcscException {
        try {
            provider.release(terminals);
        } catch (CardException e) {
            // A context of a service that has ended since is gone already.
            if (ErrorCode.of(e).kind() != Kind.NO_SERVICE) {
                throw Failures.of(e, null);
            }
        }
    }
}
