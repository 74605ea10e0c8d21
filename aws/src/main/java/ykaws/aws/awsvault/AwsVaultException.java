package ykaws.aws.awsvault;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** What keeps us from reading aws-vault's keys. The message is one lower case line and holds no secret. */
public final class AwsVaultException extends IOException {
    private static final long serialVersionUID = 1L;

    /** The situations. */
    public enum Kind {
        /** A wrong passphrase. */
        LOCKED,
        /** Not what aws-vault writes. */
        DAMAGED,
        /** There is nothing of that name. */
        MISSING,
        /** Its keyring is locked, or does not answer. */
        UNAVAILABLE
    }

    private final Kind kind;

    public AwsVaultException(Kind kind, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }
}
