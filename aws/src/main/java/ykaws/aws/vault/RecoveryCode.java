package ykaws.aws.vault;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Optional;
import ykaws.oath.Secret;

/**
 * 128 random bits as people write and type them: 28 characters of Crockford's base32 in seven groups of four, the last 12
 * bits of which are a checksum. Case, blanks and hyphens don't matter; O is 0, I and L are 1.
 */
public final class RecoveryCode {
    private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final int KEY_LENGTH = 16;
    private static final int CHARACTERS = 28;
    private static final int GROUP = 4;
    private static final int BITS = 5;

    private RecoveryCode() {}

    static Secret random() {
        return Secret.takeOver(Aead.random(KEY_LENGTH));
    }

    /** The code of a key. The caller wipes it. */
    public static char[] write(Secret key) {
        byte[] bytes = key.expose(RecoveryCode::withChecksum);
        char[] code = new char[CHARACTERS + CHARACTERS / GROUP - 1];
        int at = 0;
        for (int i = 0; i < CHARACTERS; i++) {
            if (i > 0 && i % GROUP == 0) {
                code[at++] = '-';
            }
            code[at++] = ALPHABET.charAt(fiveBits(bytes, i * BITS));
        }
        Arrays.fill(bytes, (byte) 0);
        return code;
    }

    /** The key that a code means, closed by the caller; empty if it is none: a character is wrong, or missing. */
    public static Optional<Secret> read(Secret typed) {
        byte[] bytes = new byte[KEY_LENGTH + 2];
        boolean right = typed.expose(text -> decode(text, bytes));
        byte[] key = Arrays.copyOf(bytes, KEY_LENGTH);
        byte[] expected = withChecksum(key);
        right &= Arrays.equals(expected, bytes);
        Arrays.fill(bytes, (byte) 0);
        Arrays.fill(expected, (byte) 0);
        if (!right) {
            Arrays.fill(key, (byte) 0);
            return Optional.empty();
        }
        return Optional.of(Secret.takeOver(key));
    }

    private static boolean decode(byte[] text, byte[] bytes) {
        int count = 0;
        for (byte each : text) {
            if (each == '-' || each == ' ') {
                continue;
            }
            int value = value((char) (each & 0xff));
            if (value < 0 || count == CHARACTERS) {
                return false;
            }
            for (int bit = 0; bit < BITS; bit++) {
                int at = count * BITS + bit;
                bytes[at / 8] |= (byte) ((value >> (BITS - 1 - bit) & 1) << (7 - at % 8));
            }
            count++;
        }
        return count == CHARACTERS;
    }

    private static int value(char character) {
        char upper = Character.toUpperCase(character);
        return switch (upper) {
            case 'O' -> 0;
            case 'I', 'L' -> 1;
            default -> ALPHABET.indexOf(upper);
        };
    }

    private static int fiveBits(byte[] bytes, int from) {
        int value = 0;
        for (int at = from; at < from + BITS; at++) {
            value = value << 1 | (bytes[at / 8] >> (7 - at % 8) & 1);
        }
        return value;
    }

    /** The key, and 12 bits of a digest of it in two bytes of which the last four bits are zero. */
    private static byte[] withChecksum(byte[] key) {
        ByteArrayOutputStream labelled = new ByteArrayOutputStream();
        labelled.writeBytes(Hkdf.label("ykaws vault 2 recovery code"));
        labelled.writeBytes(key);
        byte[] digest = VaultFile.sha256(labelled.toByteArray(), labelled.size());
        byte[] all = Arrays.copyOf(key, KEY_LENGTH + 2);
        all[KEY_LENGTH] = digest[0];
        all[KEY_LENGTH + 1] = (byte) (digest[1] & 0xf0);
        return all;
    }
}
