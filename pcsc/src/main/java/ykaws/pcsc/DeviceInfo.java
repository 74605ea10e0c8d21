package ykaws.pcsc;

import com.yubico.yubikit.core.Version;
import java.util.OptionalInt;

/**
 * What a key tells about itself.
 *
 * @param usb the applications over USB; enabled as supported where the firmware does not tell (below 5.0.0)
 * @param nfc the applications over NFC
 */
public record DeviceInfo(
        KeyIdentity identity,
        ApplicationSet usb,
        ApplicationSet nfc,
        DeviceSettings settings,
        DeviceProtection protection) {

    public OptionalInt serial() {
        return identity.serial();
    }

    /** Of the firmware. */
    public Version version() {
        return identity.version();
    }

    public FormFactor formFactor() {
        return identity.formFactor();
    }

    /** As on the package, for example {@code YubiKey 5C NFC}. */
    public String productName() {
        return ProductName.of(this);
    }

    public boolean configLocked() {
        return protection.configLocked();
    }

    /** Whether it is of the FIPS series. */
    public boolean fips() {
        return protection.fips().series();
    }

    /**
     * Keys before 5.0.0 don't tell which applications are enabled over USB: those of the interfaces are that the key
     * shows to the computer.
     */
    DeviceInfo seenWith(UsbInterfaces interfaces) {
        Version version = version();
        if (version.major == 0 || version.isAtLeast(5, 0, 0)) {
            return this;
        }
        ApplicationSet seen = usb.withEnabled(usb.enabled() & interfaces.applications());
        return new DeviceInfo(identity, seen, nfc, settings, protection);
    }
}
