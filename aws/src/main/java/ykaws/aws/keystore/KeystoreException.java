package ykaws.aws.keystore;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Why a keystore could not be used. The message is one lower case line and holds no secret. */
public final class KeystoreException extends IOException {
    private static final long serialVersionUID = 1L;

    /** The situations. */
    public enum Kind {
        /** There is none, nobody unlocked it, or it does not answer. */
        UNAVAILABLE,
        /** It did not do what it was asked. */
        REFUSED,
        /** What it holds under the name is not ours. */
        DAMAGED
    }

    private final Kind kind;

    public KeystoreException(Kind kind, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }
}
