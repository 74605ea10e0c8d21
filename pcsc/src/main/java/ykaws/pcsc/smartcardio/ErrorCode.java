package ykaws.pcsc.smartcardio;

import jnasmartcardio.Smartcardio.JnaPCSCException;
import org.jspecify.annotations.Nullable;
import ykaws.pcsc.PcscException.Kind;

/** PC/SC's error codes that we tell apart (winscard.h), and what each means to us. */
enum ErrorCode {
    INVALID_HANDLE("SCARD_E_INVALID_HANDLE", 0x80100003, Kind.NO_SERVICE),
    UNKNOWN_READER("SCARD_E_UNKNOWN_READER", 0x80100009, Kind.REMOVED),
    SHARING_VIOLATION("SCARD_E_SHARING_VIOLATION", 0x8010000B, Kind.BUSY),
    NO_SMARTCARD("SCARD_E_NO_SMARTCARD", 0x8010000C, Kind.NO_KEY),
    PROTO_MISMATCH("SCARD_E_PROTO_MISMATCH", 0x8010000F, Kind.UNSUPPORTED),
    COMM_ERROR("SCARD_F_COMM_ERROR", 0x80100013, Kind.NO_SERVICE),
    NOT_TRANSACTED("SCARD_E_NOT_TRANSACTED", 0x80100016, Kind.CARD_ERROR),
    READER_UNAVAILABLE("SCARD_E_READER_UNAVAILABLE", 0x80100017, Kind.REMOVED),
    NO_SERVICE("SCARD_E_NO_SERVICE", 0x8010001D, Kind.NO_SERVICE),
    SERVICE_STOPPED("SCARD_E_SERVICE_STOPPED", 0x8010001E, Kind.NO_SERVICE),
    NO_READERS("SCARD_E_NO_READERS_AVAILABLE", 0x8010002E, Kind.NO_READER),
    COMM_DATA_LOST("SCARD_E_COMM_DATA_LOST", 0x8010002F, Kind.CARD_ERROR),
    UNSUPPORTED_CARD("SCARD_W_UNSUPPORTED_CARD", 0x80100065, Kind.UNSUPPORTED),
    RESET_CARD("SCARD_W_RESET_CARD", 0x80100068, Kind.RESET),
    REMOVED_CARD("SCARD_W_REMOVED_CARD", 0x80100069, Kind.REMOVED),
    SECURITY_VIOLATION("SCARD_W_SECURITY_VIOLATION", 0x8010006A, Kind.DENIED),
    /** Any other. */
    OTHER("", 0, Kind.CARD_ERROR);

    private final String symbol;
    private final int code;
    private final Kind kind;

    ErrorCode(String symbol, int code, Kind kind) {
        this.symbol = symbol;
        this.code = code;
        this.kind = kind;
    }

    Kind kind() {
        return kind;
    }

    /** Finds the code in an exception of either provider. javax.smartcardio has no place for it. */
    static ErrorCode of(Throwable failure) {
        for (Throwable t = failure; t != null; t = t.getCause()) {
            ErrorCode found = t instanceof JnaPCSCException e ? ofCode(e.code) : ofMessage(t.getMessage());
            if (found != OTHER) {
                return found;
            }
        }
        return OTHER;
    }

    /** The code has 32 bits, in a word that is wider on some platforms, with or without sign. */
    private static ErrorCode ofCode(long code) {
        for (ErrorCode one : values()) {
            if (one.code == (int) code) {
                return one;
            }
        }
        return OTHER;
    }

    /** The JDK's provider tells the symbol, as the message. */
    private static ErrorCode ofMessage(@Nullable String message) {
        if (message != null) {
            for (ErrorCode one : values()) {
                if (one != OTHER && message.endsWith(one.symbol)) {
                    return one;
                }
            }
        }
        return OTHER;
    }
}
