package ykaws.oath;

import java.util.Arrays;

/**
 * The data field of a command under construction. Built by hand and not by the library's TLV classes: those leave copies
 * of a key behind, and the property of PUT is no TLV.
 */
final class CommandData {
    /** More than the longest PUT: a name of 64 bytes and a key of 128 with what stands around them. */
    private static final int ROOM = 512;

    private static final int LONGEST_SHORT_LENGTH = 0x7F;
    private static final int LENGTH_IN_ONE_MORE_BYTE = 0x81;

    private final byte[] room = new byte[ROOM];
    private int length;

    /** Tag, length (BER) and value; the value stays the caller's. */
    CommandData tlv(int tag, byte[] value) {
        raw(tag);
        if (value.length > LONGEST_SHORT_LENGTH) {
            raw(LENGTH_IN_ONE_MORE_BYTE);
        }
        return raw(value.length).bytes(value);
    }

    /** One byte as it is. */
    CommandData raw(int value) {
        room[length++] = (byte) value;
        return this;
    }

    /** Bytes as they are; the array stays the caller's. */
    CommandData bytes(byte[] value) {
        System.arraycopy(value, 0, room, length, value.length);
        length += value.length;
        return this;
    }

    /** What was collected; this object keeps nothing of it. */
    byte[] take() {
        byte[] data = Arrays.copyOf(room, length);
        Arrays.fill(room, (byte) 0);
        length = 0;
        return data;
    }
}
