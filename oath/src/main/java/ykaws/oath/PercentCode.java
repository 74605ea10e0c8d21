package ykaws.oath;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import ykaws.oath.OathException.Kind;

/** RFC 3986, 2.1. */
public final class PercentCode {
    private static final String UNRESERVED = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";
    private static final String HEX = "0123456789ABCDEF";
    private static final int MAX_UTF8_BYTES_OF_CHAR = 3;
    private static final int HEX_RADIX = 16;

    private PercentCode() {}

    /**
     * The bytes that a part of a URI means; what stands there unescaped counts as UTF-8.
     *
     * @param plusIsBlank as in a query, where forms write blanks so
     * @return an array that the caller owns, and wipes if need be
     * @throws OathException INVALID_ARGUMENT at a percent sign without two hex digits
     */
    public static byte[] decode(CharSequence encoded, boolean plusIsBlank) throws OathException {
        byte[] room = new byte[encoded.length() * MAX_UTF8_BYTES_OF_CHAR];
        int length = 0;
        try {
            for (int i = 0; i < encoded.length(); i++) {
                char c = encoded.charAt(i);
                if (c == '%') {
                    room[length++] = (byte) escaped(encoded, i);
                    i += 2;
                } else if (c == '+' && plusIsBlank) {
                    room[length++] = ' ';
                } else if (c < 0x80) {
                    room[length++] = (byte) c;
                } else {
                    int point = Character.codePointAt(encoded, i);
                    byte[] bytes = Character.toString(point).getBytes(StandardCharsets.UTF_8);
                    System.arraycopy(bytes, 0, room, length, bytes.length);
                    length += bytes.length;
                    i += Character.charCount(point) - 1;
                }
            }
            return Arrays.copyOf(room, length);
        } finally {
            Arrays.fill(room, (byte) 0);
        }
    }

    private static int escaped(CharSequence encoded, int percent) throws OathException {
        if (percent + 2 < encoded.length()) {
            int high = hex(encoded.charAt(percent + 1));
            int low = hex(encoded.charAt(percent + 2));
            if (high >= 0 && low >= 0) {
                return (high << 4) | low;
            }
        }
        throw OathException.of(Kind.INVALID_ARGUMENT, "", "the URI has a broken percent escape");
    }

    // Character.digit would take other scripts' digits too.
    private static int hex(char c) {
        return c < 0x80 ? Character.digit(c, HEX_RADIX) : -1;
    }

    /** ASCII: what RFC 3986 leaves free stands as it is, all else as its UTF-8 bytes. */
    public static String encode(String text) {
        StringBuilder encoded = new StringBuilder();
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xFF);
            if (UNRESERVED.indexOf(c) >= 0) {
                encoded.append(c);
            } else {
                encoded.append('%').append(HEX.charAt(c >> 4)).append(HEX.charAt(c & 0xF));
            }
        }
        return encoded.toString();
    }
}
