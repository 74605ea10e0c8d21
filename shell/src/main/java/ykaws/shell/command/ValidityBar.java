package ykaws.shell.command;

import java.time.Duration;
import java.time.Instant;
import ykaws.oath.Code;

/** How much of a code's time step is left, as text. */
final class ValidityBar {
    private static final int LENGTH = 10;

    private ValidityBar() {}

    /** For example {@code ######....  17 s}; empty for a code that does not expire. */
    static String of(Code code, Instant now) {
        if (code.validUntil().equals(Instant.MAX)) {
            return "";
        }
        if (code.validFrom().isAfter(now)) {
            return "in " + seconds(now, code.validFrom()) + " s";
        }
        long step = Duration.between(code.validFrom(), code.validUntil()).toSeconds();
        long left = seconds(now, code.validUntil());
        int full = (int) Math.min(LENGTH, Math.max(0, (left * LENGTH + step - 1) / step));
        return drawn(full, LENGTH) + String.format("%4d s", left);
    }

    /** A bar of {@code length} of which that much is full. */
    static String drawn(int full, int length) {
        return "#".repeat(full) + ".".repeat(length - full);
    }

    /** Seconds to a time, begun ones counted whole; 0 if it is past. */
    static long seconds(Instant from, Instant to) {
        return Math.max(0, Math.floorDiv(Duration.between(from, to).toMillis() + 999, 1000));
    }
}
