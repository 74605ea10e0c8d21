package ykaws.shell.command;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What became of one account.
 *
 * @param failure null where there is none
 */
record ImportResult(
        ImportItem item, Outcome outcome, @Nullable Exception failure) {

    /** Names that scripts rely on: lower case, with a dash. */
    enum Outcome {
        ADDED,
        REPLACED,
        /** Left alone. */
        EXISTS,
        FAILED,
        /** Sent, and no answer came: it may be there or not. */
        UNKNOWN,
        NOT_TRIED;

        String text() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    boolean good() {
        return outcome == Outcome.ADDED || outcome == Outcome.REPLACED || outcome == Outcome.EXISTS;
    }

    @Nullable
    String message() {
        return switch (outcome) {
            case UNKNOWN -> "no answer came: it may be stored or not";
            case NOT_TRIED -> "the import ended before";
            default -> failure == null ? null : failure.getMessage();
        };
    }
}
