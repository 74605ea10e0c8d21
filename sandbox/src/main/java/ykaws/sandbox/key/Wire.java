package ykaws.sandbox.key;

/**
 * How long answers come, to test transports with.
 *
 * @param pieceSize bytes of one piece of a long answer, 1 to 65536
 * @param getResponse whether INS C0 continues an answer too; on a real key it does not (6D00), only A5 does
 */
public record Wire(int pieceSize, boolean getResponse) {
    /** As the hardware does it. */
    public static final Wire YUBIKEY = new Wire(256, false);

    public Wire {
        if (pieceSize < 1 || pieceSize > 65536) {
            throw new IllegalArgumentException("a piece has 1 to 65536 bytes, not " + pieceSize);
        }
    }
}
