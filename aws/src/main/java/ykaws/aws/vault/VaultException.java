package ykaws.aws.vault;

import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A vault that can't be used. */
public final class VaultException extends IOException {
    private static final long serialVersionUID = 1L;

    /** What is wrong, as far as a caller can act on it. */
    public enum Kind {
        /** No unlocker fits: a wrong passphrase, or none of that kind. */
        LOCKED,
        /** The file was changed, or cut; it is left as it is. */
        DAMAGED,
        /** Somebody else owns the file, or could have changed it. */
        UNSAFE_FILE,
        /** No vault. */
        MISSING,
        EXISTS,
        /** Another process gave the vault a new data key meanwhile: the command is to be repeated. */
        STALE,
        /** What was asked would leave the vault without a safe way in. */
        LAST_UNLOCKER,
        NO_SUCH_UNLOCKER,
        IO
    }

    private final Kind kind;
    private final String file;

    public VaultException(Kind kind, Path file, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.kind = kind;
        this.file = file.toString();
    }

    public Kind kind() {
        return kind;
    }

    /** The vault. */
    public Path file() {
        return Path.of(file);
    }
}
