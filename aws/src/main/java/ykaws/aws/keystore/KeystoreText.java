package ykaws.aws.keystore;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import ykaws.oath.Secret;

/** Secrets as text: the keystores of the platforms take nothing else. */
final class KeystoreText {
    private KeystoreText() {}

    /** Base64. The text cannot be wiped; it goes to a keystore that is another process's anyway. */
    static String of(Secret secret) {
        return secret.expose(bytes -> Base64.getEncoder().encodeToString(bytes));
    }

    static Secret read(String name, String text) throws KeystoreException {
        byte[] ascii = text.getBytes(StandardCharsets.ISO_8859_1);
        try {
            return Secret.takeOver(Base64.getDecoder().decode(ascii));
        } catch (IllegalArgumentException e) {
            throw new KeystoreException(
                    KeystoreException.Kind.DAMAGED, "the keystore's entry '" + name + "' is not one of ours", null);
        } finally {
            Arrays.fill(ascii, (byte) 0);
        }
    }
}
