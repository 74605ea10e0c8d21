package ykaws.pcsc;

import com.yubico.yubikit.core.Version;
import java.util.ArrayList;
import java.util.List;

/** What is printed on a key's package, worked out from what the key tells, by the rules that ykman follows. */
final class ProductName {
    private static final int FIDO = Capability.U2F.bit() | Capability.FIDO2.bit();

    private ProductName() {}

    static String of(DeviceInfo info) {
        Version version = info.version();
        int usb = info.usb().supported();
        if (version.major == 3) {
            return "YubiKey NEO";
        }
        if (version.major == 4) {
            return ofFour(info, usb);
        }
        if (version.major < 3) {
            return "YubiKey";
        }
        if (info.serial().isEmpty() && (usb & ~FIDO) == 0 && !version.isAtLeast(5, 1, 0)) {
            return "Security Key by Yubico";
        }
        return version.isAtLeast(5, 1, 0) ? ofFive(info, usb) : "YubiKey Preview";
    }

    private static String ofFour(DeviceInfo info, int usb) {
        if (info.fips()) {
            return "YubiKey FIPS";
        }
        return usb == (Capability.OTP.bit() | Capability.U2F.bit()) ? "YubiKey Edge" : "YubiKey 4";
    }

    private static String ofFive(DeviceInfo info, int usb) {
        FormFactor form = info.formFactor();
        boolean bio = form == FormFactor.USB_A_BIO || form == FormFactor.USB_C_BIO;
        boolean nfc = info.nfc().supported() != 0;
        List<String> parts = new ArrayList<>();
        parts.add(info.identity().sky() ? "Security Key" : bio ? "YubiKey" : "YubiKey 5");
        switch (form) {
            case USB_C_KEYCHAIN, USB_C_NANO, USB_C_BIO -> parts.add("C");
            case USB_C_LIGHTNING -> parts.add("Ci");
            default -> {}
        }
        if (form == FormFactor.USB_A_NANO || form == FormFactor.USB_C_NANO) {
            parts.add("Nano");
        }
        if (nfc) {
            parts.add("NFC");
        } else if (form == FormFactor.USB_A_KEYCHAIN) {
            parts.add("A");
        }
        if (bio) {
            parts.add((usb & ~FIDO) == 0 ? "Bio - FIDO Edition" : "Bio - Multi-protocol Edition");
        }
        if (info.fips()) {
            parts.add("FIPS");
        }
        return String.join(" ", parts).replace("5 C", "5C").replace("5 A", "5A");
    }
}
