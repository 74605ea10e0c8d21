package ykaws.pcsc;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The USB interfaces of a key: OTP types like a keyboard, FIDO is what browsers speak to, CCID is the smart card.
 *
 * <p>A YubiKey NEO and 4 have a mode that says which of them are there, numbered 0 to 6.
 */
public record UsbInterfaces(boolean otp, boolean fido, boolean ccid) {
    /** What a key comes with. */
    public static final UsbInterfaces ALL = new UsbInterfaces(true, true, true);

    /** In the order of their mode numbers. */
    private static final List<UsbInterfaces> MODES = List.of(
            new UsbInterfaces(true, false, false),
            new UsbInterfaces(false, false, true),
            new UsbInterfaces(true, false, true),
            new UsbInterfaces(false, true, false),
            new UsbInterfaces(true, true, false),
            new UsbInterfaces(false, true, true),
            ALL);

    /** The interfaces of a set of applications: each application speaks over one of them. */
    public static UsbInterfaces of(int applications) {
        return new UsbInterfaces(
                Capability.OTP.in(applications),
                Capability.U2F.in(applications) || Capability.FIDO2.in(applications),
                (applications & Capability.CCID) != 0);
    }

    /** As the name of a YubiKey's reader tells them ({@code Yubico YubiKey OTP+FIDO+CCID 00 00}). */
    static Optional<UsbInterfaces> ofReader(String name) {
        String upper = name.toUpperCase(Locale.ROOT);
        if (!upper.contains("YUBIKEY") || !upper.contains("CCID")) {
            return Optional.empty();
        }
        return Optional.of(
                new UsbInterfaces(upper.contains("OTP"), upper.contains("FIDO") || upper.contains("U2F"), true));
    }

    /** By the number of the mode; its upper bits mean other things. */
    static Optional<UsbInterfaces> ofMode(int mode) {
        int code = mode & 0x07;
        return code < MODES.size() ? Optional.of(MODES.get(code)) : Optional.empty();
    }

    /** The number of the mode; -1 without any interface. */
    public int mode() {
        return MODES.indexOf(this);
    }

    /** All applications that speak over these. */
    int applications() {
        return (otp ? Capability.OTP.bit() : 0)
                | (fido ? Capability.U2F.bit() | Capability.FIDO2.bit() : 0)
                | (ccid ? Capability.CCID : 0);
    }

    /** For example {@code OTP+FIDO+CCID}. */
    public String text() {
        List<String> names = new ArrayList<>();
        if (otp) {
            names.add("OTP");
        }
        if (fido) {
            names.add("FIDO");
        }
        if (ccid) {
            names.add("CCID");
        }
        return String.join("+", names);
    }
}
