package ykaws.aws.session;

import java.io.IOException;

/** The flight that this caller was waiting for failed, in another process, for a reason that can't be rebuilt here. */
public final class FlightFailedException extends IOException {
    private static final long serialVersionUID = 1L;

    private final String family;
    private final String kind;

    FlightFailedException(String family, String kind, String message) {
        super(message);
        this.family = family;
        this.kind = kind;
    }

    /** The simple name of the exception that it failed with, such as {@code PcscException}. */
    public String family() {
        return family;
    }

    /** The name of that exception's kind, such as {@code REMOVED}; empty if it has none. */
    public String kind() {
        return kind;
    }
}
