package ykaws.pcsc.smartcardio;

import java.util.Arrays;
import ykaws.pcsc.kit.Hex;
import ykaws.pcsc.kit.VirtualCard;

/**
 * A card that continues as YKOATH does: 256 bytes at a time, the next by INS A5; any other command drops the rest, and
 * C0 is refused. To {@code 00 A1 hi lo} it answers that many bytes.
 */
final class OathLikeCard implements VirtualCard.Behaviour {
    private static final int PIECE = 256;

    private byte[] rest = new byte[0];

    static byte[] data(int length) {
        byte[] data = new byte[length];
        for (int i = 0; i < length; i++) {
            data[i] = (byte) (i * 31 + i / 256);
        }
        return data;
    }

    @Override
    public byte[] answer(byte[] command) {
        switch (command[1] & 0xFF) {
            case 0xA1 -> rest = data((command[2] & 0xFF) << 8 | (command[3] & 0xFF));
            case 0xA5 -> {}
            default -> {
                rest = new byte[0];
                return Hex.bytes("6D00");
            }
        }
        int length = Math.min(PIECE, rest.length);
        byte[] answer = Arrays.copyOf(rest, length + 2);
        rest = Arrays.copyOfRange(rest, length, rest.length);
        answer[length] = (byte) (rest.length > 0 ? 0x61 : 0x90);
        answer[length + 1] = (byte) Math.min(rest.length, 0xFF);
        if (rest.length == 0) {
            answer[length + 1] = 0;
        }
        return answer;
    }
}
