package ykaws.fuzz;

import com.yubico.yubikit.core.Transport;
import com.yubico.yubikit.core.smartcard.SmartCardConnection;
import java.util.Arrays;

/**
 * A card that answers every command with the next piece of the fuzzer's input, and with 6F00 when that is used up.
 *
 * <p>A piece is two bytes of length, big-endian, and what the card sends with its status word. A length beyond the end
 * means the rest. {@code 0xFFFF} is a proper answer to the command of that moment, so that the fuzzer gets beyond the
 * first one.
 */
final class FuzzedCard implements SmartCardConnection {
    private static final int LENGTH_BYTES = 2;
    private static final int PROPER = 0xFFFF;
    private static final byte[] NOTHING_MORE = {0x6F, 0x00};

    private final byte[] input;
    private final byte[] proper;
    private int at;

    /** @param proper what stands for a proper answer */
    FuzzedCard(byte[] input, byte[] proper) {
        this.input = input;
        this.proper = proper;
    }

    @Override
    public byte[] sendAndReceive(byte[] apdu) {
        if (at + LENGTH_BYTES > input.length) {
            return NOTHING_MORE.clone();
        }
        int length = (input[at] & 0xFF) << Byte.SIZE | input[at + 1] & 0xFF;
        at += LENGTH_BYTES;
        if (length == PROPER) {
            return proper.clone();
        }
        int end = Math.min(input.length, at + length);
        byte[] answer = Arrays.copyOfRange(input, at, end);
        at = end;
        return answer;
    }

    @Override
    public Transport getTransport() {
        return Transport.USB;
    }

    @Override
    public boolean isExtendedLengthApduSupported() {
        return true;
    }

    @Override
    public byte[] getAtr() {
        return new byte[0];
    }

    @Override
    public void close() {
        // Nothing is held.
    }
}
