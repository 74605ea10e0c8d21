package ykaws.pcsc;

import com.yubico.yubikit.core.Version;
import java.util.OptionalInt;

/**
 * What is to change in a key's configuration; what is empty stays as it is.
 *
 * @param usbEnabled bits of {@link Capability}
 * @param nfcEnabled bits of {@link Capability}
 * @param settings see {@link DeviceSettings}
 * @param restrictNfc NFC is off until the key is powered over USB
 */
public record ConfigChange(OptionalInt usbEnabled, OptionalInt nfcEnabled, Settings settings, boolean restrictNfc) {
    /** Nothing; for a change of the lock code alone. */
    public static final ConfigChange NONE =
            new ConfigChange(OptionalInt.empty(), OptionalInt.empty(), Settings.NONE, false);

    private static final int LONGEST_EJECT = 0xFFFF;
    private static final int LONGEST_RESPONSE = 0xFF;

    /** The parts of {@link DeviceSettings} that change. */
    public record Settings(OptionalInt autoEjectSeconds, OptionalInt challengeResponseSeconds, OptionalInt flags) {
        /** None of them. */
        public static final Settings NONE = new Settings(OptionalInt.empty(), OptionalInt.empty(), OptionalInt.empty());
    }

    /** The applications over USB alone. */
    public static ConfigChange ofUsb(int enabled) {
        return new ConfigChange(OptionalInt.of(enabled), OptionalInt.empty(), Settings.NONE, false);
    }

    /** The applications over NFC alone. */
    public static ConfigChange ofNfc(int enabled) {
        return new ConfigChange(OptionalInt.empty(), OptionalInt.of(enabled), Settings.NONE, false);
    }

    /** The same, and these settings. */
    public ConfigChange with(Settings others) {
        return new ConfigChange(usbEnabled, nfcEnabled, others, restrictNfc);
    }

    /** The same, and NFC off until the key is powered over USB. */
    public ConfigChange restrictingNfc() {
        return new ConfigChange(usbEnabled, nfcEnabled, settings, true);
    }

    /** Whether the key has to start anew for it: its USB interfaces change. */
    public boolean reboots(DeviceInfo before) {
        int now = before.usb().enabled();
        return !UsbInterfaces.of(usbEnabled.orElse(now)).equals(UsbInterfaces.of(now));
    }

    /** Whether the key keeps what was asked of it. */
    public boolean keptBy(DeviceInfo after) {
        return same(usbEnabled, after.usb().enabled())
                && same(nfcEnabled, after.nfc().enabled())
                && same(settings.autoEjectSeconds(), after.settings().autoEjectSeconds())
                && same(settings.challengeResponseSeconds(), after.settings().challengeResponseSeconds())
                && same(settings.flags(), after.settings().flags())
                && (!restrictNfc || after.protection().nfcRestricted());
    }

    private static boolean same(OptionalInt asked, int kept) {
        return asked.isEmpty() || asked.getAsInt() == kept;
    }

    /**
     * Refuses what this key cannot do, and what would leave it deaf.
     *
     * @throws PcscException FIRMWARE_TOO_OLD, INVALID_CHANGE
     */
    public void check(DeviceInfo before) throws PcscException {
        needs(before, new Version(5, 0, 0), "be configured by application");
        if (restrictNfc) {
            needs(before, new Version(5, 7, 0), "restrict NFC");
        }
        if (usbEnabled.isPresent()) {
            checkUsb(before.usb(), usbEnabled.getAsInt());
        }
        if (nfcEnabled.isPresent() || restrictNfc) {
            checkNfc(before.nfc(), nfcEnabled.orElse(0));
        }
        checkRange("auto-eject", settings.autoEjectSeconds(), LONGEST_EJECT);
        checkRange("challenge-response", settings.challengeResponseSeconds(), LONGEST_RESPONSE);
    }

    private static void needs(DeviceInfo key, Version wanted, String what) throws PcscException {
        Version version = key.version();
        if (version.isLessThan(wanted.major, wanted.minor, wanted.micro) && version.major != 0) {
            throw new PcscException(
                    PcscException.Kind.FIRMWARE_TOO_OLD,
                    null,
                    "a key with firmware " + version + " cannot " + what + "; " + wanted + " and later can");
        }
    }

    private static void checkUsb(ApplicationSet usb, int enabled) throws PcscException {
        requireSupported(usb, enabled, "USB");
        if (enabled == 0) {
            throw invalid("no application would be left over USB");
        }
        if ((enabled & Capability.CCID) == 0 && (usb.enabled() & Capability.CCID) != 0) {
            throw invalid("without OATH, PIV, OpenPGP and YubiHSM Auth over USB the key is no smart card any more, and"
                    + " ykaws could not reach it to undo this");
        }
    }

    private static void checkNfc(ApplicationSet nfc, int enabled) throws PcscException {
        if (nfc.supported() == 0) {
            throw invalid("this key has no NFC");
        }
        requireSupported(nfc, enabled, "NFC");
    }

    private static void requireSupported(ApplicationSet set, int enabled, String transport) throws PcscException {
        int unknown = enabled & ~set.supported();
        for (Capability each : Capability.listOf(unknown)) {
            throw invalid("this key has no " + each.text() + " over " + transport);
        }
    }

    private static void checkRange(String what, OptionalInt seconds, int longest) throws PcscException {
        if (seconds.isPresent() && (seconds.getAsInt() < 0 || seconds.getAsInt() > longest)) {
            throw invalid("the " + what + " time-out is 0 to " + longest + " seconds");
        }
    }

    private static PcscException invalid(String message) {
        return new PcscException(PcscException.Kind.INVALID_CHANGE, null, message);
    }
}
