package ykaws.oath;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.SecretKey;

/** RFC 2104 on a key that is lent: the JDK's own key class keeps a copy that cannot be wiped. */
final class Hmac {
    private Hmac() {}

    /** An empty key is not possible with the JDK's Mac; HMAC pads with zeros anyway. */
    static byte[] compute(HashAlgorithm algorithm, byte[] key, byte[] message) {
        byte[] padded = key.length == 0 ? new byte[1] : key;
        try {
            Mac mac = Mac.getInstance(algorithm.macName());
            mac.init(new LentKey(padded));
            return mac.doFinal(message);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the JDK lacks " + algorithm.macName(), e);
        }
    }

    /**
     * The key as PUT sends it, and HMAC would use it: hashed if it is longer than the hash's block, then filled up with
     * zeros to {@code minimum} bytes.
     *
     * @return an array that the caller wipes
     */
    static byte[] shorten(HashAlgorithm algorithm, byte[] key, int minimum) {
        byte[] shortened = key.length > algorithm.blockSize() ? digest(algorithm.digestName(), key) : key.clone();
        if (shortened.length >= minimum) {
            return shortened;
        }
        byte[] padded = Arrays.copyOf(shortened, minimum);
        Arrays.fill(shortened, (byte) 0);
        return padded;
    }

    static byte[] digest(String name, byte[] data) {
        try {
            return MessageDigest.getInstance(name).digest(data);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the JDK lacks " + name, e);
        }
    }

    /** The JDK's HMAC wipes what getEncoded gives it. */
    private static final class LentKey implements SecretKey {
        private static final long serialVersionUID = 1L;

        private final transient byte[] key;

        LentKey(byte[] key) {
            this.key = key;
        }

        @Override
        public String getAlgorithm() {
            return "RAW";
        }

        @Override
        public String getFormat() {
            return "RAW";
        }

        @Override
        public byte[] getEncoded() {
            return key.clone();
        }
    }
}
