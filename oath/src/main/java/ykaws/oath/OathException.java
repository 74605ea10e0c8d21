package ykaws.oath;

import java.io.IOException;
import java.util.List;

/**
 * What the OATH application, or a check before it, refused: a named situation with its data. The message is one lower
 * case line without a full stop; it holds account names, which are foreign text, but never a secret.
 */
public final class OathException extends IOException {
    private static final long serialVersionUID = 1L;

    /** The situations. */
    public enum Kind {
        /** The application has a password and nobody gave it. */
        LOCKED,
        /** A password was given that is not the application's. */
        WRONG_PASSWORD,
        /** The key could not prove that it knows the password itself. */
        IMPOSTOR,
        /** A password was given where none is set. */
        NO_PASSWORD_SET,
        /** Nobody touched the key in time (about 15 s). */
        TOUCH_TIMEOUT,
        /** {@link OathException#candidates} holds the nearest names. */
        NO_SUCH_ACCOUNT,
        /** {@link OathException#candidates} holds all that match. */
        AMBIGUOUS,
        ACCOUNT_EXISTS,
        NO_SPACE,
        UNSUPPORTED_BY_FIRMWARE,
        /** The OATH application is switched off, or the card has none. */
        NOT_AVAILABLE,
        INVALID_NAME,
        INVALID_SECRET,
        INVALID_ARGUMENT,
        /** The key cannot read one of its accounts (SW 6581). */
        CORRUPT_RECORD,
        /** The connection failed under a command that changes the key: it may have taken effect or not. Never repeated. */
        CHANGE_UNKNOWN,
        /** The connection failed under the CALCULATE of an HOTP account: its counter may have moved. Never repeated. */
        COUNTER_UNKNOWN,
        /** Any other status word: see {@link OathException#sw}. */
        REFUSED,
        /** An answer that is not what YKOATH describes. */
        BAD_RESPONSE
    }

    private final Kind kind;
    private final String subject;
    private final String[] candidates;
    private final int sw;

    private OathException(Kind kind, String subject, String message, int sw, List<String> candidates) {
        super(message);
        this.kind = kind;
        this.subject = subject;
        this.sw = sw;
        this.candidates = candidates.toArray(new String[0]);
    }

    /** A situation found on this side. */
    public static OathException of(Kind kind, String subject, String message) {
        return new OathException(kind, subject, message, 0, List.of());
    }

    /** A situation in which names help: the nearest, or those that all match. */
    public static OathException of(Kind kind, String subject, String message, List<String> candidates) {
        return new OathException(kind, subject, message, 0, candidates);
    }

    /** A situation that the key reported by a status word. */
    static OathException ofStatus(Kind kind, String subject, String message, int sw) {
        return new OathException(kind, subject, message, sw, List.of());
    }

    /** An answer that does not parse; {@code what} names the command and the fault. */
    static OathException badResponse(String what) {
        return of(Kind.BAD_RESPONSE, "", "the key gave an answer that makes no sense: " + what);
    }

    public Kind kind() {
        return kind;
    }

    /** The account or argument that it is about; empty if it is about the key as a whole. */
    public String subject() {
        return subject;
    }

    /** Account ids that help: the nearest names, or all matches. */
    public List<String> candidates() {
        return List.of(candidates);
    }

    /** The status word, 0 if none was involved. */
    public int sw() {
        return sw;
    }
}
