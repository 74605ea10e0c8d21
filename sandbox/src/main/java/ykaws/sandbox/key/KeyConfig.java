package ykaws.sandbox.key;

import org.jspecify.annotations.Nullable;

/**
 * What Management keeps: which applications are enabled over which transport, and the rest of WRITE CONFIG.
 *
 * @param usb bits of the applications enabled over USB; a YubiKey NEO and 4 have them by their mode
 * @param nfc the same over NFC
 * @param lockCode without which nothing changes; null if there is none
 */
record KeyConfig(
        int usb,
        int nfc,
        Settings settings,
        boolean nfcRestricted,
        @Nullable Bytes lockCode) {
    static final int OTP = 0x01;
    static final int U2F = 0x02;
    static final int OATH = 0x20;
    static final int FIDO2 = 0x200;
    /** OATH, PIV, OpenPGP and YubiHSM Auth. */
    static final int SMART_CARD = 0x138;

    /** The interfaces of the modes 0 to 6: OTP 1, FIDO 2, CCID 4. */
    private static final int[] MODES = {1, 4, 5, 2, 3, 6, 7};

    /** Tags 06, 07 and 08. */
    record Settings(int autoEject, int responseTimeout, int flags) {}

    static KeyConfig fresh(Firmware firmware) {
        int all = firmware.capabilities();
        return new KeyConfig(all, all, new Settings(0, 15, 0), false, null);
    }

    boolean oathEnabled() {
        return (usb & OATH) != 0;
    }

    KeyConfig withOathEnabled(boolean enabled) {
        return enabled
                ? new KeyConfig(usb | OATH, nfc | OATH, settings, nfcRestricted, lockCode)
                : new KeyConfig(usb & ~OATH, nfc & ~OATH, settings, nfcRestricted, lockCode);
    }

    /** The number of the mode that these applications amount to. */
    int mode() {
        int interfaces =
                ((usb & OTP) != 0 ? 1 : 0) | ((usb & (U2F | FIDO2)) != 0 ? 2 : 0) | ((usb & SMART_CARD) != 0 ? 4 : 0);
        for (int mode = 0; mode < MODES.length; mode++) {
            if (MODES[mode] == interfaces) {
                return mode;
            }
        }
        return MODES.length - 1;
    }

    /**
     * SET MODE: four bytes, the number of the mode with 80 for touch-eject, and two time-outs.
     *
     * @throws StatusException for another length or an unknown mode
     */
    KeyConfig withMode(Bytes data, Firmware firmware) throws StatusException {
        int mode = data.length() == 4 ? data.at(0) & 0x07 : MODES.length;
        if (mode >= MODES.length) {
            throw new StatusException(Sw.WRONG_DATA);
        }
        int applications = ((MODES[mode] & 1) != 0 ? OTP : 0)
                | ((MODES[mode] & 2) != 0 ? U2F | FIDO2 : 0)
                | ((MODES[mode] & 4) != 0 ? SMART_CARD : 0);
        Settings next = new Settings(data.at(2) | data.at(3) << 8, data.at(1), data.at(0) & 0x80);
        return new KeyConfig(applications & firmware.capabilities(), nfc, next, nfcRestricted, lockCode);
    }
}
