package ykaws.oath;

import java.time.Instant;

/** RFC 4226 and RFC 6238 on this side of the cable: to prove a key before it is trusted. */
public final class Totp {
    private static final int SIGN_BIT_OFF = 0x7FFFFFFF;

    private Totp() {}

    /** The number of the time step: whole periods of {@code period} seconds since 1970 (RFC 6238, 4.2). */
    public static long step(Instant at, int period) {
        return Math.floorDiv(at.getEpochSecond(), (long) period);
    }

    /**
     * The code of a counter or time step (RFC 4226, 5.3).
     *
     * @param digits one to ten
     */
    public static String code(Secret key, HashAlgorithm algorithm, int digits, long counter) {
        byte[] hmac = key.expose(bytes -> Hmac.compute(algorithm, bytes, challenge(counter)));
        return digits(truncate(hmac), digits);
    }

    /** Eight bytes, the highest first. */
    static byte[] challenge(long counter) {
        byte[] bytes = new byte[Long.BYTES];
        long rest = counter;
        for (int i = Long.BYTES - 1; i >= 0; i--) {
            bytes[i] = (byte) rest;
            rest >>>= Byte.SIZE;
        }
        return bytes;
    }

    /** Dynamic truncation (RFC 4226, 5.3): 31 bits from where the last nibble points. */
    static int truncate(byte[] hmac) {
        int offset = hmac[hmac.length - 1] & 0xF;
        return bigEndian(hmac, offset) & SIGN_BIT_OFF;
    }

    static int bigEndian(byte[] bytes, int offset) {
        return (bytes[offset] & 0xFF) << 24
                | (bytes[offset + 1] & 0xFF) << 16
                | (bytes[offset + 2] & 0xFF) << 8
                | (bytes[offset + 3] & 0xFF);
    }

    /** The decimal code of a truncated value; masks the top bit, which some cards leave in. */
    static String digits(int truncated, int digits) {
        long modulus = 1;
        for (int i = 0; i < digits; i++) {
            modulus *= 10;
        }
        String code = Long.toString((truncated & SIGN_BIT_OFF) % modulus);
        return "0".repeat(digits - code.length()) + code;
    }
}
