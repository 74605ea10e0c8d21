package ykaws.pcsc;

/**
 * Ends an answer that goes on and on (61xx, ISO 7816-4): a card that gives a byte at a time would keep its reader busy
 * for minutes before yubikit-core's own limit of 1 MiB is reached.
 *
 * <p>The longest true answer is that of 64 accounts with names of 64 bytes: 5 KiB in pieces of 256 bytes.
 */
final class AnswerLimit {
    private static final int MOST_PIECES = 512;
    private static final int MOST_BYTES = 1 << 16;

    private static final int MORE_DATA = 0x61;

    private int pieces;
    private int bytes;

    /** Looks at the next answer of a connection; throws CARD_ERROR if it goes beyond the limit. */
    void look(byte[] answer) throws PcscException {
        boolean more = answer.length >= 2 && (answer[answer.length - 2] & 0xFF) == MORE_DATA;
        if (!more) {
            pieces = 0;
            bytes = 0;
            return;
        }
        pieces++;
        bytes += answer.length;
        if (pieces > MOST_PIECES || bytes > MOST_BYTES) {
            throw Application.badAnswer("an answer without end", null);
        }
    }
}
