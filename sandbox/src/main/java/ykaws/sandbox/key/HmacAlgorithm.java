package ykaws.sandbox.key;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/**
 * HMAC (RFC 2104) as the card does it, and the truncation of RFC 4226, 5.3.
 *
 * <p>On {@link MessageDigest} rather than {@code javax.crypto.Mac}: that would load and verify the JCE providers, which
 * takes longer than all else that the software key does for one code.
 */
enum HmacAlgorithm {
    SHA1(1, "SHA-1", 64),
    SHA256(2, "SHA-256", 64),
    SHA512(3, "SHA-512", 128);

    private final int id;
    private final String digest;
    private final int blockSize;

    HmacAlgorithm(int id, String digest, int blockSize) {
        this.id = id;
        this.digest = digest;
        this.blockSize = blockSize;
    }

    /** The algorithm in the low nibble of a type byte. */
    static HmacAlgorithm ofType(int type) throws StatusException {
        for (HmacAlgorithm algorithm : values()) {
            if (algorithm.id == (type & 0x0F)) {
                return algorithm;
            }
        }
        throw new StatusException(Sw.WRONG_DATA);
    }

    /** The longest key that the card takes, in bytes: a longer one has to come hashed. */
    int blockSize() {
        return blockSize;
    }

    byte[] hmac(Bytes key, byte[] message) {
        MessageDigest hash = newDigest();
        byte[] inner = hash(hash, pad(key, 0x36), message);
        return hash(hash, pad(key, 0x5C), inner);
    }

    private byte[] pad(Bytes key, int mask) {
        byte[] pad = Arrays.copyOf(key.toArray(), blockSize);
        for (int i = 0; i < pad.length; i++) {
            pad[i] ^= (byte) mask;
        }
        return pad;
    }

    private static byte[] hash(MessageDigest hash, byte[] pad, byte[] message) {
        hash.update(pad);
        hash.update(message);
        return hash.digest();
    }

    private MessageDigest newDigest() {
        try {
            return MessageDigest.getInstance(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has " + digest, e);
        }
    }

    /** Four bytes, chosen by the last nibble, without the top bit. */
    static byte[] truncate(byte[] hmac) {
        int offset = hmac[hmac.length - 1] & 0x0F;
        byte[] four = Arrays.copyOfRange(hmac, offset, offset + 4);
        four[0] &= 0x7F;
        return four;
    }
}
