package ykaws.oath.imports;

import java.util.Arrays;
import ykaws.oath.OathException;

/**
 * The fields of one protobuf message, in the order in which they stand. Source: protobuf.dev, "Encoding".
 *
 * <p>Hand-made: the one message that ykaws reads has a dozen fields of three wire types, and here its secrets are in an
 * array that can be wiped. It reads nothing beyond the message's end and takes no group, which nobody writes any more.
 */
final class WireReader {
    private static final int VARINT = 0;
    private static final int FIXED64 = 1;
    private static final int LENGTH_DELIMITED = 2;
    private static final int FIXED32 = 5;

    private static final int TYPE_BITS = 3;
    private static final int TYPE_MASK = 7;
    private static final int VARINT_BITS = 7;
    private static final int VARINT_MASK = 0x7F;

    private final byte[] data;
    private final int end;
    private int position;
    private int field;
    private int type;

    /** Of an array that stays the caller's. */
    WireReader(byte[] message) {
        this(message, 0, message.length);
    }

    private WireReader(byte[] data, int start, int end) {
        this.data = data;
        this.position = start;
        this.end = end;
    }

    /** Goes to the next field, whose value must be read or skipped before the one after it; false at the end. */
    boolean next() throws OathException {
        if (position == end) {
            return false;
        }
        long tag = readVarint();
        if (tag >>> Integer.SIZE != 0 || tag >>> TYPE_BITS == 0) {
            throw broken();
        }
        field = (int) (tag >>> TYPE_BITS);
        type = (int) tag & TYPE_MASK;
        return true;
    }

    /** The number of the field. */
    int field() {
        return field;
    }

    long varint() throws OathException {
        require(VARINT);
        return readVarint();
    }

    /** A varint that must be an int without a sign. */
    int integer() throws OathException {
        long value = varint();
        if (value < 0 || value > Integer.MAX_VALUE) {
            throw broken();
        }
        return (int) value;
    }

    /** A copy, which the caller owns. */
    byte[] bytes() throws OathException {
        require(LENGTH_DELIMITED);
        int length = readLength();
        int start = position;
        return Arrays.copyOfRange(data, start, advance(length));
    }

    /** The message in this field. */
    WireReader message() throws OathException {
        require(LENGTH_DELIMITED);
        int length = readLength();
        int start = position;
        return new WireReader(data, start, advance(length));
    }

    /** Passes over a value of any type. */
    void skip() throws OathException {
        switch (type) {
            case VARINT -> readVarint();
            case FIXED64 -> advance(Long.BYTES);
            case LENGTH_DELIMITED -> advance(readLength());
            case FIXED32 -> advance(Integer.BYTES);
            default -> throw broken();
        }
    }

    private void require(int wanted) throws OathException {
        if (type != wanted) {
            throw broken();
        }
    }

    /** Returns the new position. */
    private int advance(int length) throws OathException {
        if (length > end - position) {
            throw broken();
        }
        position += length;
        return position;
    }

    private int readLength() throws OathException {
        long length = readVarint();
        if (length < 0 || length > end - position) {
            throw broken();
        }
        return (int) length;
    }

    private long readVarint() throws OathException {
        long value = 0;
        for (int shift = 0; shift < Long.SIZE && position < end; shift += VARINT_BITS) {
            byte next = data[position++];
            value |= (long) (next & VARINT_MASK) << shift;
            if (next >= 0) {
                return value;
            }
        }
        throw broken();
    }

    private static OathException broken() {
        return OathException.of(OathException.Kind.INVALID_ARGUMENT, "", "the export is damaged: no protobuf message");
    }
}
