package ykaws.oath;

/** The hash function under the HMAC of an account. */
public enum HashAlgorithm {
    SHA1(0x01, 64, "HmacSHA1", "SHA-1"),
    SHA256(0x02, 64, "HmacSHA256", "SHA-256"),
    /** On a YubiKey from firmware 4.3.1. */
    SHA512(0x03, 128, "HmacSHA512", "SHA-512");

    private final int bits;
    private final int blockSize;
    private final String macName;
    private final String digestName;

    HashAlgorithm(int bits, int blockSize, String macName, String digestName) {
        this.bits = bits;
        this.blockSize = blockSize;
        this.macName = macName;
        this.digestName = digestName;
    }

    /** The low nibble of YKOATH's type and algorithm byte. */
    int bits() {
        return bits;
    }

    /** Block of the hash in bytes: RFC 2104 hashes a longer key first. */
    int blockSize() {
        return blockSize;
    }

    /** The JCA's name of the HMAC. */
    String macName() {
        return macName;
    }

    /** The JCA's name of the hash. */
    String digestName() {
        return digestName;
    }
}
