package ykaws.oath;

import java.io.IOException;
import ykaws.oath.OathException.Kind;

/**
 * What may have happened when the connection failed between a command and its answer. The key was asked once and is not
 * asked again: a second PUT or a second step of a counter would be another change.
 */
final class LostAnswer {
    private LostAnswer() {}

    static OathException ofChange(Command command, String subject, IOException cause) {
        String message = switch (command) {
            case PUT -> "the connection failed while '" + subject + "' was stored: it may be on the key or not";
            case DELETE -> "the connection failed while '" + subject + "' was deleted: it may be gone or not";
            case RENAME -> "the connection failed while '" + subject + "' was renamed: it may have either name";
            case RESET -> "the connection failed while the key was reset: its accounts may be gone or not";
            default -> "the connection failed while the password was changed: the former or the new state may hold";
        };
        return because(OathException.of(Kind.CHANGE_UNKNOWN, subject, message + because(cause)), cause);
    }

    static OathException ofCounter(String subject, IOException cause) {
        String message = "the connection failed while the code of '" + subject
                + "' was calculated: its counter may have moved on by one";
        return because(OathException.of(Kind.COUNTER_UNKNOWN, subject, message + because(cause)), cause);
    }

    private static String because(IOException cause) {
        return cause.getMessage() == null ? "" : " (" + cause.getMessage() + ")";
    }

    private static OathException because(OathException error, IOException cause) {
        error.initCause(cause);
        return error;
    }
}
