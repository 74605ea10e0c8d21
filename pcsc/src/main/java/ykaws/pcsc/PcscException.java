package ykaws.pcsc;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What went wrong between us and a key: a named situation with its data. The message is one lower case line without a
 * full stop; it holds names of readers, which are foreign text, but no byte of a command or an answer.
 */
public final class PcscException extends IOException {
    private static final long serialVersionUID = 1L;

    /** The situations. */
    public enum Kind {
        /** The PC/SC service does not run, or is not installed. */
        NO_SERVICE,
        /** This user may not use the service or the card (polkit). */
        DENIED,
        /** There is no reader, or none with the name asked for: see {@link PcscException#readers}. */
        NO_READER,
        /** There are readers, but no YubiKey, or no card in the reader asked for. */
        NO_KEY,
        /** No key has the serial asked for: {@link PcscException#keys} holds those that are there. */
        NO_SUCH_KEY,
        /** Several keys and no choice: {@link PcscException#keys} holds them. */
        SEVERAL_KEYS,
        /** Another program holds the key. */
        BUSY,
        /** The key was pulled out. Whether the last command was executed is unknown. */
        REMOVED,
        /** Another program reset the key: what was selected and unlocked is lost. */
        RESET,
        /** This platform, or this card, is not one that we can work with. */
        UNSUPPORTED,
        /** The configuration is locked, and the lock code is wrong or was not given. */
        WRONG_LOCK_CODE,
        /** The key refuses a change of its configuration. */
        REFUSED,
        /** The firmware cannot do it; newer firmware can. */
        FIRMWARE_TOO_OLD,
        /** The firmware has no encrypted channel; newer firmware has. */
        NO_CHANNEL,
        /** A change that the key has no means for, or after which nobody could talk to it any more. */
        INVALID_CHANGE,
        /** The reader or the card failed in another way. */
        CARD_ERROR,
        /** A file that coordinates with other ykaws processes cannot be used. */
        LOCK_FILE,
        /** The waiting thread was interrupted. Its interrupt status is cleared: this exception is the sign. */
        INTERRUPTED
    }

    private final Kind kind;
    private final @Nullable String reader;
    private final transient List<KeyListing> keys;
    private final transient List<String> readers;

    /** A situation that needs no data beyond the reader, if it is about one. */
    public PcscException(Kind kind, @Nullable String reader, String message) {
        this(kind, reader, message, null);
    }

    /** The same, with what brought us to know it. */
    public PcscException(Kind kind, @Nullable String reader, String message, @Nullable Throwable cause) {
        this(kind, reader, message, List.of(), List.of());
        if (cause != null) {
            initCause(cause);
        }
    }

    private PcscException(
            Kind kind, @Nullable String reader, String message, List<KeyListing> keys, List<String> readers) {
        super(message);
        this.kind = kind;
        this.reader = reader;
        this.keys = keys;
        this.readers = readers;
    }

    /** A situation about readers: their names help. */
    static PcscException ofReaders(Kind kind, String message, List<String> readers) {
        return new PcscException(kind, null, message, List.of(), List.copyOf(readers));
    }

    /** A situation about keys: what is there helps. */
    static PcscException ofKeys(Kind kind, String message, List<KeyListing> keys) {
        return new PcscException(kind, null, message, List.copyOf(keys), List.of());
    }

    /** The waiting thread was interrupted while it did {@code what} ("waiting for the key"). */
    static PcscException interrupted(@Nullable String reader, String what) {
        return new PcscException(Kind.INTERRUPTED, reader, "interrupted while " + what);
    }

    public Kind kind() {
        return kind;
    }

    /** The reader that it is about, null if it is about none in particular. */
    public @Nullable String reader() {
        return reader;
    }

    /** The keys that are there, for NO_SUCH_KEY and SEVERAL_KEYS. */
    public List<KeyListing> keys() {
        return keys == null ? List.of() : keys;
    }

    /** The names of the readers that are there, for NO_READER and NO_KEY. */
    public List<String> readers() {
        return readers == null ? List.of() : readers;
    }
}
