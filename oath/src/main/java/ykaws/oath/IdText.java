package ykaws.oath;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;

/**
 * The text of an account's id, such that it gives the same bytes again: a key may hold names that are not UTF-8, and they
 * too must be found and deleted. A byte that is not UTF-8 becomes the lone surrogate U+DC00 plus its value, which no
 * proper text contains.
 */
final class IdText {
    private static final char ESCAPE = '\uDC00';
    private static final char LOWEST = '\uDC80';
    private static final char HIGHEST = '\uDCFF';
    private static final char REPLACEMENT = '\uFFFD';

    private IdText() {}

    static String decode(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        return text.indexOf(REPLACEMENT) < 0 ? text : decodeOdd(bytes);
    }

    private static String decodeOdd(byte[] bytes) {
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer out = CharBuffer.allocate(bytes.length);
        CoderResult result = decoder.decode(in, out, true);
        while (result.isError()) {
            for (int i = result.length(); i > 0; i--) {
                out.put((char) (ESCAPE + (in.get() & 0xFF)));
            }
            decoder.reset();
            result = decoder.decode(in, out, true);
        }
        return out.flip().toString();
    }

    static byte[] encode(String text) {
        if (!hasEscape(text)) {
            return text.getBytes(StandardCharsets.UTF_8);
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        int start = 0;
        for (int i = 0; i < text.length(); i++) {
            if (isEscape(text, i)) {
                bytes.writeBytes(text.substring(start, i).getBytes(StandardCharsets.UTF_8));
                bytes.write(text.charAt(i) - ESCAPE);
                start = i + 1;
            }
        }
        bytes.writeBytes(text.substring(start).getBytes(StandardCharsets.UTF_8));
        return bytes.toByteArray();
    }

    private static boolean hasEscape(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (isEscape(text, i)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isEscape(String text, int index) {
        char c = text.charAt(index);
        return c >= LOWEST && c <= HIGHEST && (index == 0 || !Character.isHighSurrogate(text.charAt(index - 1)));
    }
}
