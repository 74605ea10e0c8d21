package ykaws.pcsc.smartcardio;

import java.util.Locale;
import javax.smartcardio.CardException;
import javax.smartcardio.CardNotPresentException;
import org.jspecify.annotations.Nullable;
import ykaws.pcsc.PcscException;
import ykaws.pcsc.PcscException.Kind;

/** What the providers throw, checked or not, as the situation that it means. */
final class Failures {
    private Failures() {}

    /** From asking the service, or from connecting to the card in {@code reader}. */
    static PcscException of(Throwable failure, @Nullable String reader) {
        if (failure instanceof PcscException already) {
            return already;
        }
        if (failure instanceof LinkageError unlinked) {
            return unlinked(unlinked);
        }
        // While connecting: no card, whatever the code. The providers disagree on it.
        Kind kind = failure instanceof CardNotPresentException
                ? Kind.NO_KEY
                : ErrorCode.of(failure).kind();
        return new PcscException(kind, reader, text(kind, reader, failure), failure);
    }

    /** From a command to a card that was there. */
    static PcscException ofTransmit(Throwable failure, String reader) {
        ErrorCode code = ErrorCode.of(failure);
        Kind kind = code == ErrorCode.NO_SMARTCARD ? Kind.REMOVED : code.kind();
        return new PcscException(kind, reader, text(kind, reader, failure), failure);
    }

    /** The card failed, and is gone. */
    static PcscException removed(Throwable failure, String reader) {
        return new PcscException(Kind.REMOVED, reader, text(Kind.REMOVED, reader, failure), failure);
    }

    /** Whether it may be how a removal looks to the command that was on its way. */
    static boolean mayBeRemoval(CardException failure) {
        ErrorCode code = ErrorCode.of(failure);
        return code.kind() == Kind.CARD_ERROR;
    }

    private static String text(Kind kind, @Nullable String reader, Throwable failure) {
        String in = reader == null ? "" : " in reader \"" + reader + "\"";
        return switch (kind) {
            case NO_SERVICE -> "the PC/SC service does not run";
            case DENIED -> "this user may not use the PC/SC service" + (reader == null ? "" : " and the card" + in);
            case NO_READER -> "no YubiKey and no card reader is there";
            case NO_KEY -> "no card is" + in;
            case BUSY -> "another program holds the key" + in;
            case REMOVED -> "the key" + in + " was pulled out";
            case RESET -> "another program reset the key" + in;
            case UNSUPPORTED -> "the card" + in + " is not a YubiKey: it speaks another protocol";
            default -> "the card" + in + " failed: " + reason(failure);
        };
    }

    private static String reason(Throwable failure) {
        String message = failure.getMessage();
        return message == null ? failure.getClass().getSimpleName() : message;
    }

    /** The providers load native code late, so that what is missing shows as an Error in the middle of a call. */
    private static PcscException unlinked(LinkageError failure) {
        String message = String.valueOf(failure.getMessage());
        String lower = message.toLowerCase(Locale.ROOT);
        if (failure instanceof UnsatisfiedLinkError && (lower.contains("pcsc") || lower.contains("winscard"))) {
            String text = "the PC/SC service is not installed: its library cannot be loaded";
            return new PcscException(Kind.NO_SERVICE, null, text, failure);
        }
        String first = message.lines().findFirst().orElse("");
        return new PcscException(
                Kind.UNSUPPORTED, null, "PC/SC cannot be used with this Java on this platform: " + first, failure);
    }
}
