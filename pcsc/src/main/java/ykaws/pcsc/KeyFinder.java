package ykaws.pcsc;

import com.yubico.yubikit.core.Transport;
import com.yubico.yubikit.core.smartcard.SmartCardConnection;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Finds the keys in the readers, and opens the one that is meant. */
public final class KeyFinder {
    /**
     * Attempts, of two seconds each, at a reader that an ended ykaws left waiting for a touch. A key gives up on the
     * touch after about 15 seconds.
     */
    private static final int ATTEMPTS_AFTER_A_TOUCH = 10;

    private final CardReaders readers;
    private final Options options;
    private final KeyLocks locks;

    /**
     * How keys are opened.
     *
     * @param lockFolder see {@link KeyLocks}
     * @param waitingNotice told why a wait takes long, one lower case line
     * @param trace told of every APDU, see {@link TracingConnection}; null: nothing is traced
     */
    public record Options(
            @Nullable Path lockFolder,
            Consumer<String> waitingNotice,
            @Nullable Consumer<String> trace,
            Pause pause) {}

    public KeyFinder(CardReaders readers, Options options) {
        this.readers = readers;
        this.options = options;
        this.locks = new KeyLocks(options.lockFolder(), options.waitingNotice());
    }

    /**
     * The keys that are there, each asked by Management, in the order of their readers' names. One that another program
     * or another ykaws holds is listed as in use, without waiting for it longer than two seconds; one that cannot be read
     * is listed as such, and the others all the same; only where permission is all that is missing, it is thrown.
     *
     * @param readerFilter as {@link KeySelector#reader}
     * @return empty if there are none
     */
    public List<KeyListing> list(@Nullable String readerFilter) throws PcscException {
        List<KeyListing> keys = new ArrayList<>();
        List<CardReader> named = new ArrayList<>(ReaderChoice.named(readers.list(), readerFilter));
        PcscException denied = null;
        named.sort(Comparator.comparing(CardReader::name));
        for (CardReader reader : named) {
            try {
                look(reader).ifPresent(keys::add);
            } catch (PcscException e) {
                if (e.kind() != PcscException.Kind.DENIED) {
                    throw e;
                }
                denied = e;
                keys.add(unread(reader, KeyListing.State.UNREADABLE));
            }
        }
        if (denied != null && keys.size() == 1) {
            throw denied;
        }
        return keys;
    }

    private Optional<KeyListing> look(CardReader reader) throws PcscException {
        try {
            return reader.cardPresent() ? ask(reader) : Optional.empty();
        } catch (PcscException e) {
            return switch (e.kind()) {
                case BUSY -> Optional.of(inUse(reader));
                // It left while we looked.
                case NO_KEY, NO_READER, REMOVED -> Optional.empty();
                case NO_SERVICE, INTERRUPTED, LOCK_FILE, DENIED -> throw e;
                default -> Optional.of(unread(reader, KeyListing.State.UNREADABLE));
            };
        }
    }

    private Optional<KeyListing> ask(CardReader reader) throws PcscException {
        Optional<KeyLocks.Held> lock = locks.tryAcquire(reader.name());
        if (lock.isEmpty()) {
            return Optional.of(inUse(reader));
        }
        try (OpenKey key = connect(reader, lock.get())) {
            return Optional.of(new KeyListing(reader.name(), key.transport(), info(key), KeyListing.State.FREE));
        } catch (PcscException e) {
            throw e;
        } catch (IOException e) {
            throw failed(reader, e);
        }
    }

    private static Optional<DeviceInfo> info(OpenKey key) throws IOException {
        try {
            return Optional.of(key.info());
        } catch (PcscException e) {
            if (e.kind() == PcscException.Kind.UNSUPPORTED || e.kind() == PcscException.Kind.CARD_ERROR) {
                return Optional.empty();
            }
            throw e;
        }
    }

    static KeyListing inUse(CardReader reader) {
        return unread(reader, KeyListing.State.IN_USE);
    }

    private static KeyListing unread(CardReader reader, KeyListing.State state) {
        Transport transport = ReaderChoice.isYubiKey(reader.name()) ? Transport.USB : Transport.NFC;
        return new KeyListing(reader.name(), transport, Optional.empty(), state);
    }

    /**
     * Opens the key that is meant. Without a serial and with one candidate no APDU is sent; with a serial, each
     * candidate is asked by Management until it is found.
     *
     * @throws PcscException any kind but RESET
     */
    public OpenKey open(KeySelector selector) throws PcscException {
        List<CardReader> candidates = ReaderChoice.candidates(readers.list(), selector.reader());
        if (selector.serial().isPresent()) {
            return new SerialSearch(this, selector.serial().getAsInt()).in(candidates);
        }
        if (candidates.size() > 1) {
            String message = candidates.size() + " keys are plugged in";
            throw PcscException.ofKeys(PcscException.Kind.SEVERAL_KEYS, message, list(selector.reader()));
        }
        return openWaiting(candidates.get(0));
    }

    /** Waits for siblings. */
    OpenKey openWaiting(CardReader reader) throws PcscException {
        return connect(reader, locks.acquire(reader.name()));
    }

    /** Does not wait for siblings: empty if one of them has the key. */
    Optional<OpenKey> openIfFree(CardReader reader) throws PcscException {
        Optional<KeyLocks.Held> lock = locks.tryAcquire(reader.name());
        return lock.isEmpty() ? Optional.empty() : Optional.of(connect(reader, lock.get()));
    }

    /** The lock goes with the key, or is let go if there is none. */
    private OpenKey connect(CardReader reader, KeyLocks.Held lock) throws PcscException {
        boolean opened = false;
        try {
            SmartCardConnection base = connectPatiently(reader, lock, options.waitingNotice());
            opened = true;
            SmartCardConnection held = new HeldConnection(base, lock);
            Consumer<String> trace = options.trace();
            SmartCardConnection traced = trace == null ? held : new TracingConnection(held, trace);
            return new OpenKey(reader.name(), base, new InterruptibleConnection(traced, reader.name(), lock));
        } catch (PcscException e) {
            throw e;
        } catch (IOException e) {
            throw lockFailed(reader, e);
        } finally {
            if (!opened) {
                letGo(reader, lock);
            }
        }
    }

    private static SmartCardConnection connectPatiently(CardReader reader, KeyLocks.Held lock, Consumer<String> notice)
            throws IOException {
        if (!lock.leftBehind()) {
            return reader.connect();
        }
        SmartCardConnection connection = null;
        for (int attempt = 1; connection == null; attempt++) {
            try {
                connection = reader.connect();
            } catch (PcscException e) {
                boolean waits = e.kind() == PcscException.Kind.BUSY && attempt < ATTEMPTS_AFTER_A_TOUCH;
                if (!waits) {
                    if (e.kind() != PcscException.Kind.INTERRUPTED) {
                        lock.pending(false);
                    }
                    throw e;
                }
                if (attempt == 1) {
                    notice.accept("the key still waits for a touch that was cancelled");
                }
            }
        }
        lock.pending(false);
        return connection;
    }

    private static void letGo(CardReader reader, KeyLocks.Held lock) throws PcscException {
        try {
            lock.close();
        } catch (IOException e) {
            throw lockFailed(reader, e);
        }
    }

    private static PcscException lockFailed(CardReader reader, IOException e) {
        String message = "the key's lock among ykaws processes failed: " + e.getMessage();
        return new PcscException(PcscException.Kind.LOCK_FILE, reader.name(), message, e);
    }

    static PcscException failed(CardReader reader, IOException e) {
        return new PcscException(PcscException.Kind.CARD_ERROR, reader.name(), "the key failed: " + e.getMessage(), e);
    }
}
