package ykaws.sandbox.key;

import org.jspecify.annotations.Nullable;

/**
 * The data of WRITE CONFIG, as the card takes it: a length byte, then tags in any order. Either all of it holds
 * afterwards or nothing.
 */
final class ConfigChange {
    private static final int USB_ENABLED = 0x03;
    private static final int AUTO_EJECT = 0x06;
    private static final int RESPONSE_TIMEOUT = 0x07;
    private static final int DEVICE_FLAGS = 0x08;
    private static final int CONFIG_LOCK = 0x0A;
    private static final int UNLOCK = 0x0B;
    private static final int REBOOT = 0x0C;
    private static final int NFC_ENABLED = 0x0E;
    private static final int NFC_RESTRICTED = 0x17;

    private static final int LOCK_CODE = 16;
    private static final Bytes NO_LOCK = Bytes.of(new byte[LOCK_CODE]);

    private final Firmware firmware;
    private int usb;
    private int nfc;
    private int autoEject;
    private int responseTimeout;
    private int flags;
    private boolean nfcRestricted;
    private @Nullable Bytes lockCode;

    private @Nullable Bytes unlock;
    private boolean reboots;

    private ConfigChange(KeyConfig config, Firmware firmware) {
        this.firmware = firmware;
        this.usb = config.usb();
        this.nfc = config.nfc();
        this.autoEject = config.settings().autoEject();
        this.responseTimeout = config.settings().responseTimeout();
        this.flags = config.settings().flags();
        this.nfcRestricted = config.nfcRestricted();
        this.lockCode = config.lockCode();
    }

    /** Reads the change of a configuration; throws if it is malformed or the lock code does not fit. */
    static ConfigChange of(KeyConfig config, Firmware firmware, Bytes data) throws StatusException {
        if (data.length() == 0 || data.at(0) != data.length() - 1) {
            throw new StatusException(Sw.WRONG_LENGTH);
        }
        ConfigChange change = new ConfigChange(config, firmware);
        int at = 1;
        while (at < data.length()) {
            int start = at + 2;
            if (start > data.length() || start + data.at(at + 1) > data.length()) {
                throw new StatusException(Sw.WRONG_DATA);
            }
            at = start + data.at(at + 1);
            change.take(data.at(start - 2), data.slice(start, at));
        }
        if (config.lockCode() != null && !config.lockCode().equals(change.unlock)) {
            throw new StatusException(Sw.SECURITY_STATUS_NOT_SATISFIED);
        }
        return change;
    }

    private void take(int tag, Bytes value) throws StatusException {
        switch (tag) {
            case REBOOT -> {
                require(value.length() == 0);
                reboots = true;
            }
            case UNLOCK -> unlock = code(value);
            case CONFIG_LOCK -> lockCode = code(value).equals(NO_LOCK) ? null : value;
            case USB_ENABLED -> {
                usb = applications(value);
                // A choice of this emulator: what a key does that is told to be nothing, nobody tried.
                require(usb != 0);
            }
            case NFC_ENABLED -> nfc = applications(value);
            case AUTO_EJECT -> autoEject = number(value, 2);
            case RESPONSE_TIMEOUT -> responseTimeout = number(value, 1);
            case DEVICE_FLAGS -> flags = number(value, 1);
            case NFC_RESTRICTED -> {
                require(firmware.isAtLeast(5, 7, 0));
                nfcRestricted = number(value, 1) == 1;
            }
            default -> throw new StatusException(Sw.WRONG_DATA);
        }
    }

    private int applications(Bytes value) throws StatusException {
        int bits = number(value, 2);
        require((bits & ~firmware.capabilities()) == 0);
        return bits;
    }

    private static Bytes code(Bytes value) throws StatusException {
        require(value.length() == LOCK_CODE);
        return value;
    }

    private static int number(Bytes value, int longest) throws StatusException {
        require(value.length() > 0 && value.length() <= longest);
        int number = 0;
        for (int i = 0; i < value.length(); i++) {
            number = number << 8 | value.at(i);
        }
        return number;
    }

    private static void require(boolean good) throws StatusException {
        if (!good) {
            throw new StatusException(Sw.WRONG_DATA);
        }
    }

    /** Whether the key starts anew afterwards. */
    boolean reboots() {
        return reboots;
    }

    KeyConfig result() {
        return new KeyConfig(
                usb, nfc, new KeyConfig.Settings(autoEject, responseTimeout, flags), nfcRestricted, lockCode);
    }
}
