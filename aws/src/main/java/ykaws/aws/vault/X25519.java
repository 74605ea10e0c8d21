package ykaws.aws.vault;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.spec.NamedParameterSpec;
import java.security.spec.XECPrivateKeySpec;
import java.security.spec.XECPublicKeySpec;
import javax.crypto.KeyAgreement;
import org.jspecify.annotations.Nullable;
import ykaws.oath.Secret;

/** X25519 (RFC 7748) on 32 bytes, by the JDK. */
final class X25519 {
    static final int LENGTH = 32;

    private static final String ALGORITHM = "X25519";

    private X25519() {}

    static byte[] publicKey(Secret scalar) {
        byte[] base = new byte[LENGTH];
        base[0] = 9;
        byte[] key = agree(scalar, base);
        if (key == null) {
            throw new IllegalStateException("the base point has a large order");
        }
        return key;
    }

    /** The shared secret, which the caller wipes; null for a point of small order, which is no public key. */
    static byte @Nullable [] agree(Secret scalar, byte[] point) {
        return scalar.expose(bytes -> {
            try {
                KeyFactory keys = KeyFactory.getInstance(ALGORITHM);
                PrivateKey own = keys.generatePrivate(new XECPrivateKeySpec(NamedParameterSpec.X25519, bytes));
                PublicKey other = keys.generatePublic(new XECPublicKeySpec(NamedParameterSpec.X25519, number(point)));
                KeyAgreement agreement = KeyAgreement.getInstance(ALGORITHM);
                agreement.init(own);
                agreement.doPhase(other, true);
                return agreement.generateSecret();
            } catch (InvalidKeyException e) {
                return null;
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("every JDK from 11 on has " + ALGORITHM, e);
            }
        });
    }

    /** Little-endian, without the bit that is always to be ignored. */
    private static BigInteger number(byte[] point) {
        byte[] reversed = new byte[LENGTH];
        for (int i = 0; i < LENGTH; i++) {
            reversed[i] = point[LENGTH - 1 - i];
        }
        reversed[0] &= 0x7f;
        return new BigInteger(1, reversed);
    }
}
