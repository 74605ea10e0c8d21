package ykaws.pcsc;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The applications of a key, as bits of the sets in {@link DeviceInfo}. */
public enum Capability {
    OTP(0x01, "Yubico OTP"),
    U2F(0x02, "FIDO U2F"),
    FIDO2(0x200, "FIDO2"),
    OATH(0x20, "OATH"),
    PIV(0x10, "PIV"),
    OPENPGP(0x08, "OpenPGP"),
    HSMAUTH(0x100, "YubiHSM Auth");

    /** Those that are smart card applications: they speak over USB's CCID interface. */
    public static final int CCID = 0x20 | 0x10 | 0x08 | 0x100;

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

    /** Those in the set, in the order of this list. */
    public static List<Capability> listOf(int bits) {
        List<Capability> found = new ArrayList<>();
        for (Capability each : values()) {
            if (each.in(bits)) {
                found.add(each);
            }
        }
        return found;
    }

    /** By name, as ykman has them or as {@link #text} says it, in any case; empty for any other word. */
    public static Optional<Capability> ofName(String name) {
        for (Capability each : values()) {
            if (each.name().equalsIgnoreCase(name) || each.text.equalsIgnoreCase(name)) {
                return Optional.of(each);
            }
        }
        return Optional.empty();
    }

    /** Whether it is in the set. */
    public boolean in(int bits) {
        return (bits & bit) != 0;
    }
}
