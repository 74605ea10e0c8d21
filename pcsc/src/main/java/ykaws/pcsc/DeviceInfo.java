package ykaws.pcsc;

import com.yubico.yubikit.core.Version;
import java.util.OptionalInt;

/**
 * What a key tells about itself. Sets of applications are bits, see {@link Capability}.
 *
 * @param serial the only identity that stays; empty if the key has none or hides it
 * @param version the firmware
 * @param usbEnabled as supported, where the firmware does not tell (below 5.0.0)
 * @param nfcSupported 0 on a key without NFC
 * @param configLocked changing the configuration needs a lock code
 * @param fips a key of the FIPS series
 * @param sky a Security Key (FIDO only)
 */
public record DeviceInfo(
        OptionalInt serial,
        Version version,
        FormFactor formFactor,
        int usbSupported,
        int usbEnabled,
        int nfcSupported,
        int nfcEnabled,
        boolean configLocked,
        boolean fips,
        boolean sky) {}
