package ykaws.aws.vault;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import ykaws.oath.Secret;

/** AES-256-GCM with a random nonce of 12 bytes before the ciphertext (NIST SP 800-38D), and HMAC-SHA256; from the JDK. */
final class Aead {
    private static final int NONCE_LENGTH = 12;
    private static final int TAG_LENGTH = 16;
    private static final String HMAC = "HmacSHA256";
    private static final SecureRandom RANDOM = new SecureRandom();

    private Aead() {}

    static byte[] random(int length) {
        byte[] bytes = new byte[length];
        RANDOM.nextBytes(bytes);
        return bytes;
    }

    static byte[] seal(Secret key, byte[] associated, byte[] plain) {
        byte[] sealed = Arrays.copyOf(random(NONCE_LENGTH), NONCE_LENGTH + plain.length + TAG_LENGTH);
        return key.expose(bytes -> {
            try {
                cipher(Cipher.ENCRYPT_MODE, bytes, associated, sealed)
                        .doFinal(plain, 0, plain.length, sealed, NONCE_LENGTH);
                return sealed;
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("every JDK has AES-GCM", e);
            }
        });
    }

    /** Null if key, associated data or ciphertext is another. The caller wipes the answer. */
    static byte @Nullable [] open(Secret key, byte[] associated, byte[] sealed) {
        if (sealed.length < NONCE_LENGTH + TAG_LENGTH) {
            return null;
        }
        byte[] plain = new byte[sealed.length - NONCE_LENGTH - TAG_LENGTH];
        boolean opened = key.expose(bytes -> {
            try {
                cipher(Cipher.DECRYPT_MODE, bytes, associated, sealed)
                        .doFinal(sealed, NONCE_LENGTH, sealed.length - NONCE_LENGTH, plain, 0);
                return true;
            } catch (AEADBadTagException e) {
                return false;
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("every JDK has AES-GCM", e);
            }
        });
        return opened ? plain : null;
    }

    static byte[] hmac(Secret key, byte[] message) {
        return key.expose(bytes -> {
            try {
                Mac mac = Mac.getInstance(HMAC);
                mac.init(new SecretKeySpec(bytes, HMAC));
                return mac.doFinal(message);
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("every JDK has " + HMAC, e);
            }
        });
    }

    private static Cipher cipher(int mode, byte[] key, byte[] associated, byte[] sealed)
            throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(8 * TAG_LENGTH, sealed, 0, NONCE_LENGTH));
        cipher.updateAAD(associated);
        return cipher;
    }
}
