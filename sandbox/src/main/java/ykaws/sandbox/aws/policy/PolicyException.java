package ykaws.sandbox.aws.policy;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A policy or template that the sandbox cannot read: wrong, or beyond what it knows. */
public final class PolicyException extends IOException {
    private static final long serialVersionUID = 1L;

    public PolicyException(String message) {
        super(message);
    }

    public PolicyException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
