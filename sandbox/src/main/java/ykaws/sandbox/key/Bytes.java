package ykaws.sandbox.key;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** Bytes that do not change: names, keys, salts. Its text gives only the length, since half of them are secrets. */
final class Bytes {
    static final Bytes EMPTY = new Bytes(new byte[0]);

    private final byte[] value;

    private Bytes(byte[] value) {
        this.value = value;
    }

    static Bytes of(byte[] value) {
        return new Bytes(value.clone());
    }

    static Bytes copy(byte[] from, int start, int end) {
        return new Bytes(Arrays.copyOfRange(from, start, end));
    }

    static Bytes ofHex(String hex) {
        return new Bytes(HexFormat.of().parseHex(hex));
    }

    byte[] toArray() {
        return value.clone();
    }

    int length() {
        return value.length;
    }

    int at(int index) {
        return value[index] & 0xFF;
    }

    Bytes from(int start) {
        return slice(start, value.length);
    }

    Bytes slice(int start, int end) {
        return copy(value, start, end);
    }

    boolean startsWith(Bytes other) {
        return value.length >= other.value.length
                && Arrays.equals(value, 0, other.value.length, other.value, 0, other.value.length);
    }

    /** Compares as big-endian numbers, whatever the lengths. */
    int compareAsNumber(Bytes other) {
        int width = Math.max(value.length, other.value.length);
        return Arrays.compareUnsigned(padded(width), other.padded(width));
    }

    private byte[] padded(int width) {
        byte[] wide = new byte[width];
        System.arraycopy(value, 0, wide, width - value.length, value.length);
        return wide;
    }

    String hex() {
        return HexFormat.of().formatHex(value);
    }

    String text() {
        return new String(value, UTF_8);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Bytes bytes && Arrays.equals(value, bytes.value);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(value);
    }

    @Override
    public String toString() {
        return "Bytes[" + value.length + "]";
    }
}
