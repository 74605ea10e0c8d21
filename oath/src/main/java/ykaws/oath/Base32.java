package ykaws.oath;

import java.util.Arrays;
import ykaws.oath.OathException.Kind;

/** RFC 4648 Base32, as secrets for authenticators are written. It knows no locale. */
public final class Base32 {
    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private static final int BITS_PER_CHARACTER = 5;
    private static final int MASK = 0x1F;

    private Base32() {}

    /**
     * Reads Base32 in either case, with blanks anywhere, with or without the padding at its end. Bits left over in the
     * last character are dropped.
     *
     * @return an array that the caller owns and wipes
     * @throws OathException INVALID_SECRET, which says where the fault is but not what stands there
     */
    public static byte[] decode(CharSequence text) throws OathException {
        int length = lengthWithoutPadding(text);
        byte[] all = new byte[length * BITS_PER_CHARACTER / Byte.SIZE];
        try {
            int characters = decodeInto(all, text, length);
            int rest = characters % 8;
            if (characters == 0) {
                throw invalid("the secret is empty");
            }
            // One, three or six characters of a group hold no whole number of bytes: some got lost.
            if (rest == 1 || rest == 3 || rest == 6) {
                throw invalid("the secret is incomplete: " + characters + " Base32 characters");
            }
            return Arrays.copyOf(all, characters * BITS_PER_CHARACTER / Byte.SIZE);
        } finally {
            Arrays.fill(all, (byte) 0);
        }
    }

    /** Returns how many characters of the alphabet there were. */
    private static int decodeInto(byte[] target, CharSequence text, int length) throws OathException {
        int characters = 0;
        int buffer = 0;
        int bits = 0;
        int filled = 0;
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            if (isBlank(c)) {
                continue;
            }
            int value = valueOf(c);
            if (value < 0) {
                throw invalid("the secret is not Base32: see character " + (i + 1));
            }
            characters++;
            buffer = (buffer << BITS_PER_CHARACTER) | value;
            bits += BITS_PER_CHARACTER;
            if (bits >= Byte.SIZE) {
                bits -= Byte.SIZE;
                target[filled++] = (byte) (buffer >> bits);
            }
        }
        return characters;
    }

    private static int lengthWithoutPadding(CharSequence text) {
        int length = text.length();
        while (length > 0 && (text.charAt(length - 1) == '=' || isBlank(text.charAt(length - 1)))) {
            length--;
        }
        return length;
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t' || c == '\r' || c == '\n';
    }

    // By arithmetic on ASCII: toUpperCase would depend on the locale (Turkish has two letters I).
    private static int valueOf(char c) {
        if (c >= 'A' && c <= 'Z') {
            return c - 'A';
        }
        if (c >= 'a' && c <= 'z') {
            return c - 'a';
        }
        return c >= '2' && c <= '7' ? c - '2' + 26 : -1;
    }

    /** Upper case, without padding. For what is no secret, or is one that somebody has to read anyway. */
    public static String encode(byte[] bytes) {
        return new String(encodeToChars(bytes));
    }

    /**
     * Upper case, without padding.
     *
     * @return an array that the caller owns and wipes
     */
    public static char[] encodeToChars(byte[] bytes) {
        char[] text = new char[(bytes.length * Byte.SIZE + BITS_PER_CHARACTER - 1) / BITS_PER_CHARACTER];
        int buffer = 0;
        int bits = 0;
        int filled = 0;
        for (byte b : bytes) {
            buffer = (buffer << Byte.SIZE) | (b & 0xFF);
            bits += Byte.SIZE;
            while (bits >= BITS_PER_CHARACTER) {
                bits -= BITS_PER_CHARACTER;
                text[filled++] = ALPHABET.charAt((buffer >> bits) & MASK);
            }
        }
        if (bits > 0) {
            text[filled] = ALPHABET.charAt((buffer << (BITS_PER_CHARACTER - bits)) & MASK);
        }
        return text;
    }

    private static OathException invalid(String message) {
        return OathException.of(Kind.INVALID_SECRET, "", message);
    }
}
