package ykaws.sandbox.key;

import java.nio.ByteBuffer;

/**
 * One credential of the OATH applet, as it is kept.
 *
 * @param name the whole id
 * @param type kind in the high nibble, {@link HmacAlgorithm} in the low one
 * @param properties {@link #ONLY_INCREASING}, {@link #TOUCH}, {@link #DAMAGED}
 * @param counter moves with every HOTP code, on top of {@code imf}, the initial moving factor
 * @param last the highest challenge so far, kept for ONLY_INCREASING; empty before the first
 */
record OathAccount(Bytes name, int type, int digits, Bytes key, int properties, long imf, long counter, Bytes last) {
    static final int HOTP = 0x10;
    static final int TOTP = 0x20;
    static final int ONLY_INCREASING = 0x01;
    static final int TOUCH = 0x02;
    /** The record's key cannot be read any more. No property that a client can set: PUT refuses it. */
    static final int DAMAGED = 0x80;

    /** In bytes, of the whole id. */
    static final int LONGEST_NAME = 64;

    static final int LONGEST_CHALLENGE = 64;

    boolean hotp() {
        return (type & 0xF0) == HOTP;
    }

    boolean onlyIncreasing() {
        return (properties & ONLY_INCREASING) != 0;
    }

    boolean needsTouch() {
        return (properties & TOUCH) != 0;
    }

    boolean damaged() {
        return (properties & DAMAGED) != 0;
    }

    OathAccount asDamaged() {
        return new OathAccount(name, type, digits, key, properties | DAMAGED, imf, counter, last);
    }

    OathAccount renamed(Bytes newName) {
        return new OathAccount(newName, type, digits, key, properties, imf, counter, last);
    }

    /** Whether a code changes what is kept. */
    boolean movesWithUse() {
        return hotp() || onlyIncreasing();
    }

    /** After a code was calculated for this challenge. */
    OathAccount used(Bytes challenge, boolean shortCounter) {
        if (hotp()) {
            // A NEO counts in 16 bits.
            long next = shortCounter ? (counter + 1) & 0xFFFF : counter + 1;
            return new OathAccount(name, type, digits, key, properties, imf, next, last);
        }
        return onlyIncreasing() ? new OathAccount(name, type, digits, key, properties, imf, counter, challenge) : this;
    }

    byte[] hmac(Bytes challenge) throws StatusException {
        byte[] message =
                hotp() ? ByteBuffer.allocate(Long.BYTES).putLong(imf + counter).array() : challenge.toArray();
        return HmacAlgorithm.ofType(type).hmac(key, message);
    }
}
