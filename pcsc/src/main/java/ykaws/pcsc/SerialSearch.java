package ykaws.pcsc;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Looks for the key with a serial number. Those that a sibling holds come last, so that only they are waited for. */
final class SerialSearch {
    private final KeyFinder finder;
    private final int serial;
    private final List<KeyListing> seen = new ArrayList<>();
    private final List<CardReader> held = new ArrayList<>();
    private @Nullable PcscException busy;

    SerialSearch(KeyFinder finder, int serial) {
        this.finder = finder;
        this.serial = serial;
    }

    /**
     * Opens it.
     *
     * @throws PcscException NO_SUCH_KEY; BUSY if it may be the one that another program holds
     */
    OpenKey in(List<CardReader> candidates) throws PcscException {
        for (CardReader reader : candidates) {
            Optional<OpenKey> found = tryReader(reader, false);
            if (found.isPresent()) {
                return found.get();
            }
        }
        for (CardReader reader : held) {
            Optional<OpenKey> found = tryReader(reader, true);
            if (found.isPresent()) {
                return found.get();
            }
        }
        if (busy != null) {
            throw busy;
        }
        String message = "no key with serial " + serial + " is plugged in";
        throw PcscException.ofKeys(PcscException.Kind.NO_SUCH_KEY, message, seen);
    }

    private Optional<OpenKey> tryReader(CardReader reader, boolean wait) throws PcscException {
        try {
            Optional<OpenKey> key = wait ? Optional.of(finder.openWaiting(reader)) : finder.openIfFree(reader);
            if (key.isEmpty()) {
                held.add(reader);
                return key;
            }
            return keepIfMeant(reader, key.get());
        } catch (PcscException e) {
            switch (e.kind()) {
                case BUSY -> {
                    busy = e;
                    seen.add(KeyFinder.inUse(reader));
                }
                // It left, or is none of ours: another may be the one.
                case NO_KEY, REMOVED, UNSUPPORTED -> {}
                default -> throw e;
            }
            return Optional.empty();
        } catch (IOException e) {
            throw KeyFinder.failed(reader, e);
        }
    }

    private Optional<OpenKey> keepIfMeant(CardReader reader, OpenKey key) throws IOException {
        boolean kept = false;
        try {
            DeviceInfo info = key.info();
            kept = info.serial().isPresent() && info.serial().getAsInt() == serial;
            if (!kept) {
                seen.add(new KeyListing(reader.name(), key.transport(), Optional.of(info), KeyListing.State.FREE));
            }
            return kept ? Optional.of(key) : Optional.empty();
        } finally {
            if (!kept) {
                key.close();
            }
        }
    }
}
