package ykaws.pcsc;

import com.yubico.yubikit.core.Version;
import com.yubico.yubikit.core.util.Tlvs;
import java.nio.BufferUnderflowException;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The tags of READ CONFIG, read with what is known of firmware that tells them wrongly.
 *
 * <p>Source: Yubico's "YubiKey Device Configuration" and the open sources of its own libraries.
 */
final class ConfigTags {
    static final int USB_SUPPORTED = 0x01;
    static final int SERIAL = 0x02;
    static final int USB_ENABLED = 0x03;
    static final int FORM_FACTOR = 0x04;
    static final int VERSION = 0x05;
    static final int AUTO_EJECT = 0x06;
    static final int CHALLENGE_RESPONSE = 0x07;
    static final int FLAGS = 0x08;
    static final int CONFIG_LOCK = 0x0A;
    static final int UNLOCK = 0x0B;
    static final int REBOOT = 0x0C;
    static final int NFC_SUPPORTED = 0x0D;
    static final int NFC_ENABLED = 0x0E;
    static final int PART_NUMBER = 0x13;
    static final int FIPS_CAPABLE = 0x14;
    static final int FIPS_APPROVED = 0x15;
    static final int PIN_COMPLEXITY = 0x16;
    static final int NFC_RESTRICTED = 0x17;
    static final int RESET_BLOCKED = 0x18;
    static final int VERSION_QUALIFIER = 0x19;
    static final int FINGERPRINT_SENSOR = 0x20;
    static final int SECURE_ELEMENT = 0x21;

    private static final int FORM_MASK = 0x0F;
    private static final int FORM_FIPS = 0x80;
    private static final int FORM_SKY = 0x40;

    /** A YubiKey Edge claims CCID, by a bit that no other key uses, and has nothing to use it for. */
    private static final int EDGE = 0x07;

    private static final int QUALIFIER_VERSION = 0x01;
    private static final int QUALIFIER_TYPE = 0x02;
    private static final int QUALIFIER_ITERATION = 0x03;

    /** The sets about FIPS have bits of their own: from the lowest. */
    private static final Capability[] FIPS_ORDER = {
        Capability.FIDO2, Capability.PIV, Capability.OPENPGP, Capability.OATH, Capability.HSMAUTH
    };

    private final TagValues tags;
    private final Version selected;

    /** {@code selected} is the version that SELECT told, for keys that have no tag for it. */
    ConfigTags(Map<Integer, byte[]> tags, Version selected) {
        this.tags = new TagValues(tags);
        this.selected = selected;
    }

    DeviceInfo info() throws PcscException {
        Optional<KeyIdentity.Qualifier> qualifier = qualifier();
        Version version = version(qualifier);
        int form = tags.number(FORM_FACTOR).orElse(0);
        FormFactor formFactor = FormFactor.ofCode(form & FORM_MASK);
        OptionalInt serial = tags.number(SERIAL);
        KeyIdentity identity = new KeyIdentity(
                serial.orElse(0) == 0 ? OptionalInt.empty() : serial,
                version,
                formFactor,
                (form & FORM_SKY) != 0,
                parts(qualifier));
        ApplicationSet nfc = hasNfc(formFactor, version) ? nfc() : ApplicationSet.NONE;
        return new DeviceInfo(identity, usb(version), nfc, settings(), protection(form, version));
    }

    private ApplicationSet usb(Version version) throws PcscException {
        int supported = tags.number(USB_SUPPORTED).orElse(0);
        if (version.major == 4) {
            // Which are enabled is told wrongly; 4.2.4 also tells what there is wrongly.
            supported = isVersion(version, 4, 2, 4) ? 0x3F : supported;
            return ApplicationSet.allEnabled(
                    supported == EDGE ? Capability.OTP.bit() | Capability.U2F.bit() : supported);
        }
        return new ApplicationSet(supported, tags.number(USB_ENABLED).orElse(supported));
    }

    private ApplicationSet nfc() throws PcscException {
        return new ApplicationSet(
                tags.number(NFC_SUPPORTED).orElse(0), tags.number(NFC_ENABLED).orElse(0));
    }

    private DeviceSettings settings() throws PcscException {
        return new DeviceSettings(
                tags.number(AUTO_EJECT).orElse(0),
                tags.number(CHALLENGE_RESPONSE).orElse(0),
                tags.number(FLAGS).orElse(0));
    }

    private DeviceProtection protection(int form, Version version) throws PcscException {
        boolean series = (form & FORM_FIPS) != 0 || (version.major == 4 && version.minor == 4);
        DeviceProtection.Fips fips = new DeviceProtection.Fips(series, fipsSet(FIPS_CAPABLE), fipsSet(FIPS_APPROVED));
        return new DeviceProtection(
                tags.number(CONFIG_LOCK).orElse(0) == 1,
                tags.number(NFC_RESTRICTED).orElse(0) == 1,
                tags.number(PIN_COMPLEXITY).orElse(0) == 1,
                tags.number(RESET_BLOCKED).orElse(0),
                fips);
    }

    private int fipsSet(int tag) throws PcscException {
        int told = tags.number(tag).orElse(0);
        int set = 0;
        for (int i = 0; i < FIPS_ORDER.length; i++) {
            set |= (told >> i & 1) == 1 ? FIPS_ORDER[i].bit() : 0;
        }
        return set;
    }

    private KeyIdentity.Parts parts(Optional<KeyIdentity.Qualifier> qualifier) throws PcscException {
        return new KeyIdentity.Parts(
                tags.text(PART_NUMBER),
                qualifier,
                tags.partVersion(FINGERPRINT_SENSOR),
                tags.partVersion(SECURE_ELEMENT));
    }

    /** Firmware before its release calls itself 0.0.1, or by its predecessor's number: the qualifier says what it is. */
    private Version version(Optional<KeyIdentity.Qualifier> qualifier) throws PcscException {
        Version told = tags.version(VERSION).orElse(selected);
        return qualifier
                .filter(q -> q.stage() != KeyIdentity.Stage.FINAL)
                .map(KeyIdentity.Qualifier::version)
                .orElse(told);
    }

    private Optional<KeyIdentity.Qualifier> qualifier() throws PcscException {
        Optional<byte[]> value = tags.bytes(VERSION_QUALIFIER);
        if (value.isEmpty()) {
            return Optional.empty();
        }
        try {
            TagValues parts = new TagValues(Tlvs.decodeMap(value.get()));
            Optional<Version> version = parts.version(QUALIFIER_VERSION);
            OptionalInt stage = parts.number(QUALIFIER_TYPE);
            if (version.isEmpty() || stage.isEmpty()) {
                return Optional.empty();
            }
            long iteration =
                    Integer.toUnsignedLong(parts.number(QUALIFIER_ITERATION).orElse(0));
            return Optional.of(new KeyIdentity.Qualifier(version.get(), stage(stage.getAsInt()), iteration));
        } catch (IllegalArgumentException | BufferUnderflowException e) {
            throw Application.badAnswer("READ CONFIG: version qualifier", e);
        }
    }

    /** One that nobody knows yet is not taken for a release. */
    private static KeyIdentity.Stage stage(int code) {
        return switch (code) {
            case 0 -> KeyIdentity.Stage.ALPHA;
            case 2 -> KeyIdentity.Stage.FINAL;
            default -> KeyIdentity.Stage.BETA;
        };
    }

    /** Some keys without an antenna claim NFC. */
    private static boolean hasNfc(FormFactor formFactor, Version version) {
        return switch (formFactor) {
            case USB_A_NANO, USB_C_NANO, USB_C_LIGHTNING -> false;
            case USB_C_KEYCHAIN -> version.isAtLeast(5, 2, 4);
            default -> true;
        };
    }

    private static boolean isVersion(Version version, int major, int minor, int micro) {
        return version.equals(new Version(major, minor, micro));
    }
}
