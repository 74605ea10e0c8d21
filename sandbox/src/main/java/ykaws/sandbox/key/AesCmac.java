package ykaws.sandbox.key;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;

/** AES-CMAC (RFC 4493), which the JDK has not. */
final class AesCmac {
    private static final int BLOCK = 16;
    private static final int REDUCTION = 0x87;
    private static final int END_OF_MESSAGE = 0x80;

    private AesCmac() {}

    static byte[] of(SecretKey key, byte[] message) throws GeneralSecurityException {
        Cipher aes = Cipher.getInstance("AES/ECB/NoPadding");
        aes.init(Cipher.ENCRYPT_MODE, key);
        byte[] subkey = doubled(aes.doFinal(new byte[BLOCK]));
        int before = Math.max(0, (message.length - 1) / BLOCK) * BLOCK;
        byte[] last = Arrays.copyOfRange(message, before, before + BLOCK);
        int left = message.length - before;
        if (left < BLOCK) {
            last[left] = (byte) END_OF_MESSAGE;
            subkey = doubled(subkey);
        }
        byte[] chain = new byte[BLOCK];
        for (int at = 0; at < before; at += BLOCK) {
            chain = aes.doFinal(xor(chain, Arrays.copyOfRange(message, at, at + BLOCK)));
        }
        return aes.doFinal(xor(chain, xor(last, subkey)));
    }

    private static byte[] xor(byte[] a, byte[] b) {
        byte[] sum = new byte[BLOCK];
        for (int i = 0; i < BLOCK; i++) {
            sum[i] = (byte) (a[i] ^ b[i]);
        }
        return sum;
    }

    /** In the field of 2 to the 128. */
    private static byte[] doubled(byte[] value) {
        byte[] result = new byte[BLOCK];
        int carry = 0;
        for (int i = BLOCK - 1; i >= 0; i--) {
            int shifted = (value[i] & 0xFF) << 1 | carry;
            result[i] = (byte) shifted;
            carry = shifted >> Byte.SIZE;
        }
        if (carry != 0) {
            result[BLOCK - 1] ^= (byte) REDUCTION;
        }
        return result;
    }
}
