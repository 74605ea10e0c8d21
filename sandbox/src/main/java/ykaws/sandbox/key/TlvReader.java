package ykaws.sandbox.key;

/** Reads the YKOATH tag-length-value objects of one command, strictly within the command's data. */
final class TlvReader {
    private final Bytes data;
    private int position;

    TlvReader(Bytes data) {
        this.data = data;
    }

    /** Whether the next byte is this tag. */
    boolean isNext(int tag) {
        return position < data.length() && data.at(position) == tag;
    }

    /** The value of the next object, which has to have this tag. */
    Bytes value(int tag) throws StatusException {
        if (!isNext(tag)) {
            throw new StatusException(Sw.WRONG_DATA);
        }
        position++;
        int length = length();
        if (length > data.length() - position) {
            throw new StatusException(Sw.WRONG_DATA);
        }
        position += length;
        return data.slice(position - length, position);
    }

    /** The byte after a tag that has no length, as the property of PUT: {@code 78 02}. */
    int byteAfter(int tag) throws StatusException {
        if (!isNext(tag)) {
            throw new StatusException(Sw.WRONG_DATA);
        }
        position++;
        return next();
    }

    /** Nothing may follow. */
    void end() throws StatusException {
        if (position != data.length()) {
            throw new StatusException(Sw.WRONG_DATA);
        }
    }

    private int length() throws StatusException {
        int first = next();
        if (first <= 0x7F) {
            return first;
        }
        return switch (first) {
            case 0x81 -> next();
            case 0x82 -> (next() << 8) | next();
            default -> throw new StatusException(Sw.WRONG_DATA);
        };
    }

    private int next() throws StatusException {
        if (position == data.length()) {
            throw new StatusException(Sw.WRONG_DATA);
        }
        return data.at(position++);
    }
}
