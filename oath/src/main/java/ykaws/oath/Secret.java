package ykaws.oath;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.function.Function;

/**
 * A secret with one owner and a scope: close it and its bytes are zeros.
 *
 * <p>{@link #expose} is the only way to read it, so that a review greps one word. {@link #toString()} never shows more
 * than the length. The JVM may have moved the array before it was wiped; SECURITY.md says what that means.
 */
public final class Secret implements AutoCloseable {
    private static final int MAX_UTF8_BYTES_OF_CHAR = 3;

    private final byte[] bytes;
    private boolean closed;

    private Secret(byte[] bytes) {
        this.bytes = bytes;
    }

    /** Takes the array over: the caller must not use it again. */
    public static Secret takeOver(byte[] bytes) {
        return new Secret(bytes);
    }

    /** Copies; the caller still owns, and wipes, its own array. */
    public static Secret copyOf(byte[] bytes) {
        return new Secret(bytes.clone());
    }

    /** The UTF-8 bytes of the characters. The caller still owns, and wipes, its own array. */
    public static Secret ofChars(char[] chars) {
        byte[] room = new byte[chars.length * MAX_UTF8_BYTES_OF_CHAR];
        ByteBuffer encoded = ByteBuffer.wrap(room);
        CharsetEncoder encoder = StandardCharsets.UTF_8
                .newEncoder()
                .onMalformedInput(CodingErrorAction.REPLACE)
                .onUnmappableCharacter(CodingErrorAction.REPLACE);
        encoder.encode(CharBuffer.wrap(chars), encoded, true);
        encoder.flush(encoded);
        byte[] bytes = Arrays.copyOf(room, encoded.position());
        Arrays.fill(room, (byte) 0);
        return new Secret(bytes);
    }

    /**
     * Lends the bytes to {@code reader}, which must not keep them.
     *
     * @throws IllegalStateException if this secret is closed
     */
    public synchronized <T> T expose(Function<byte[], T> reader) {
        if (closed) {
            throw new IllegalStateException("secret used after it was closed");
        }
        return reader.apply(bytes);
    }

    /** A copy with an owner of its own. */
    public Secret copy() {
        return expose(Secret::copyOf);
    }

    /** Length in bytes; 0 once closed. */
    public synchronized int length() {
        return closed ? 0 : bytes.length;
    }

    /** Equality in constant time. */
    public boolean matches(Secret other) {
        return expose(mine -> other.expose(theirs -> MessageDigest.isEqual(mine, theirs)));
    }

    @Override
    public synchronized void close() {
        Arrays.fill(bytes, (byte) 0);
        closed = true;
    }

    @Override
    public String toString() {
        return "Secret[" + bytes.length + " bytes]";
    }
}
