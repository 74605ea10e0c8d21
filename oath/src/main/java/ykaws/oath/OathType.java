package ykaws.oath;

/** What a code counts: RFC 4226 events or RFC 6238 time steps. */
public enum OathType {
    /** RFC 4226: every calculation moves the counter on the key, before anybody used the code. */
    HOTP(0x10),
    /** RFC 6238: the challenge is the number of the time step. */
    TOTP(0x20);

    private final int bits;

    OathType(int bits) {
        this.bits = bits;
    }

    /** The high nibble of YKOATH's type and algorithm byte. */
    int bits() {
        return bits;
    }
}
