package ykaws.aws.vault;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import ykaws.oath.Secret;

/** HKDF with HMAC-SHA256 (RFC 5869), of which one block of 32 bytes is always enough here. */
final class Hkdf {
    private Hkdf() {}

    /** Extract, then expand. */
    static Secret derive(byte[] salt, Secret input, byte[] info) {
        try (Secret salting = Secret.copyOf(salt);
                Secret extracted = Secret.takeOver(input.expose(bytes -> Aead.hmac(salting, bytes)))) {
            return expand(extracted, info);
        }
    }

    /** Expand alone: for an input that is uniformly random already. */
    static Secret expand(Secret key, byte[] info) {
        byte[] block = Arrays.copyOf(info, info.length + 1);
        block[info.length] = 1;
        return Secret.takeOver(Aead.hmac(key, block));
    }

    static byte[] label(String purpose) {
        return purpose.getBytes(StandardCharsets.US_ASCII);
    }
}
