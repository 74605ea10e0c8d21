package ykaws.pcsc;

/** The applications of a key, as bits of the sets in {@link DeviceInfo}. */
public enum Capability {
    OTP(0x01, "Yubico OTP"),
    U2F(0x02, "FIDO U2F"),
    FIDO2(0x200, "FIDO2"),
    OATH(0x20, "OATH"),
    PIV(0x10, "PIV"),
    OPENPGP(0x08, "OpenPGP"),
    HSMAUTH(0x100, "YubiHSM Auth");

    private final int bit;
    private final String text;

    Capability(int bit, String text) {
        this.bit = bit;
        this.text = text;
    }

    public int bit() {
        return bit;
    }

    /** As a person reads it. */
    public String text() {
        return text;
    }

    /** Whether it is in the set. */
    public boolean in(int bits) {
        return (bits & bit) != 0;
    }
}
