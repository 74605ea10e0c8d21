package ykaws.oath;

/** The tags of YKOATH; 7C, like RENAME, is known from Yubico's clients only. */
final class Tag {
    static final int NAME = 0x71;
    static final int NAME_LIST = 0x72;
    static final int KEY = 0x73;
    static final int CHALLENGE = 0x74;
    /** A whole HMAC; after CALCULATE a byte with the number of digits stands before it. */
    static final int RESPONSE = 0x75;
    /** The number of digits and four bytes, truncated as in RFC 4226, 5.3. */
    static final int TRUNCATED = 0x76;
    /** CALCULATE ALL does not move a counter. */
    static final int HOTP = 0x77;
    /** Followed by one byte without a length: not a TLV. */
    static final int PROPERTY = 0x78;

    static final int VERSION = 0x79;
    /** The first HOTP counter ("initial moving factor"), four bytes, the highest first. */
    static final int IMF = 0x7A;
    /** CALCULATE ALL does not wait for a finger. */
    static final int TOUCH = 0x7C;

    private Tag() {}
}
