package ykaws.sandbox.aws;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Base64;

/** TOTP codes, computed from an answer of CreateVirtualMFADevice in another way than the code under test does. */
final class Codes {
    private static final String DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    private final byte[] key;

    private Codes(byte[] key) {
        this.key = key;
    }

    /** @param blob the element Base32StringSeed: base64 of base32 */
    static Codes ofBlob(String blob) {
        return ofSeed(new String(Base64.getDecoder().decode(blob), US_ASCII));
    }

    static Codes ofSeed(String base32) {
        BigInteger number = BigInteger.ONE; // a leading one keeps leading zeros
        for (int i = 0; i < base32.length(); i++) {
            number = number.shiftLeft(5).or(BigInteger.valueOf(DIGITS.indexOf(base32.charAt(i))));
        }
        int bytes = base32.length() * 5 / 8;
        number = number.shiftRight(base32.length() * 5 - bytes * 8);
        byte[] all = number.toByteArray();
        return new Codes(java.util.Arrays.copyOfRange(all, all.length - bytes, all.length));
    }

    /** The code of the time step that is {@code steps} after the one of {@code time}. */
    String at(Instant time, int steps) {
        byte[] counter = BigInteger.valueOf(time.getEpochSecond() / 30 + steps).toByteArray();
        byte[] message = new byte[8];
        System.arraycopy(counter, 0, message, 8 - counter.length, counter.length);
        byte[] hash = Requests.hmac("HmacSHA1", key, message);
        int truncated = ByteBuffer.wrap(hash).getInt(hash[19] & 0xf) & Integer.MAX_VALUE;
        String digits = "000000" + truncated;
        return digits.substring(digits.length() - 6);
    }
}
