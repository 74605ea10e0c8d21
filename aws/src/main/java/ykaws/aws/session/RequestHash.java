package ykaws.aws.session;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** SHA-256 over an effective request: the name of its cache entry, its lock and its flight. */
public final class RequestHash {
    private static final int LENGTH = 32;
    private static final char[] HEX = {'0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'};

    private final byte[] bytes;

    private RequestHash(byte[] bytes) {
        this.bytes = bytes;
    }

    /**
     * Copies the hash.
     *
     * @throws IllegalArgumentException unless there are 32 bytes
     */
    public static RequestHash of(byte[] sha256) {
        if (sha256.length != LENGTH) {
            throw new IllegalArgumentException("a request hash has 32 bytes, not " + sha256.length);
        }
        return new RequestHash(sha256.clone());
    }

    /** The hash that {@link #hex} spelled; null if the text is none. */
    static @Nullable RequestHash parse(String hex) {
        if (hex.length() != LENGTH * 2) {
            return null;
        }
        byte[] bytes = new byte[LENGTH];
        for (int i = 0; i < hex.length(); i++) {
            int digit = Character.digit(hex.charAt(i), 16);
            if (digit < 0) {
                return null;
            }
            bytes[i / 2] = (byte) (bytes[i / 2] << 4 | digit);
        }
        return new RequestHash(bytes);
    }

    public byte[] bytes() {
        return bytes.clone();
    }

    /** 64 lower-case hex digits; a file name everywhere. */
    public String hex() {
        char[] text = new char[LENGTH * 2];
        for (int i = 0; i < LENGTH; i++) {
            text[2 * i] = HEX[(bytes[i] >> 4) & 15];
            text[2 * i + 1] = HEX[bytes[i] & 15];
        }
        return new String(text);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RequestHash hash && Arrays.equals(bytes, hash.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return hex();
    }
}
