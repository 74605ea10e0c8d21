package ykaws.pcsc;

import com.yubico.yubikit.core.Version;
import com.yubico.yubikit.core.util.Tlvs;
import java.nio.BufferUnderflowException;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * The tags of READ CONFIG, read with what is known of firmware that tells them wrongly.
 *
 * <p>Source: Yubico's "YubiKey Device Configuration" and the open sources of its own libraries.
 */
final class ConfigTags {
    private static final int USB_SUPPORTED = 0x01;
    private static final int SERIAL = 0x02;
    private static final int USB_ENABLED = 0x03;
    private static final int FORM_FACTOR = 0x04;
    private static final int VERSION = 0x05;
    private static final int CONFIG_LOCKED = 0x0A;
    private static final int NFC_SUPPORTED = 0x0D;
    private static final int NFC_ENABLED = 0x0E;
    private static final int VERSION_QUALIFIER = 0x19;

    private static final int FORM_MASK = 0x0F;
    private static final int FORM_FIPS = 0x80;
    private static final int FORM_SKY = 0x40;

    private static final int QUALIFIER_VERSION = 0x01;
    private static final int QUALIFIER_TYPE = 0x02;
    private static final int QUALIFIER_FINAL = 2;

    private final Map<Integer, byte[]> tags;
    private final Version selected;

    /** {@code selected} is the version that SELECT told, for keys that have no tag for it. */
    ConfigTags(Map<Integer, byte[]> tags, Version selected) {
        this.tags = tags;
        this.selected = selected;
    }

    DeviceInfo info() throws PcscException {
        Version version = version();
        int form = number(FORM_FACTOR).orElse(0);
        FormFactor formFactor = FormFactor.ofCode(form & FORM_MASK);
        int usb = isVersion(version, 4, 2, 4) ? 0x3F : number(USB_SUPPORTED).orElse(0);
        int usbEnabled = version.major == 4 ? usb : number(USB_ENABLED).orElse(usb);
        boolean nfc = hasNfc(formFactor, version);
        boolean fips = (form & FORM_FIPS) != 0 || (version.major == 4 && version.minor == 4);
        OptionalInt serial = number(SERIAL);
        return new DeviceInfo(
                serial.orElse(0) == 0 ? OptionalInt.empty() : serial,
                version,
                formFactor,
                usb,
                usbEnabled,
                nfc ? number(NFC_SUPPORTED).orElse(0) : 0,
                nfc ? number(NFC_ENABLED).orElse(0) : 0,
                number(CONFIG_LOCKED).orElse(0) == 1,
                fips,
                (form & FORM_SKY) != 0);
    }

    private Version version() throws PcscException {
        byte[] told = tags.get(VERSION);
        Version version = told == null ? selected : version(VERSION, told);
        byte[] qualifier = tags.get(VERSION_QUALIFIER);
        if (qualifier == null) {
            return version;
        }
        // Firmware before its release calls itself 0.0.1, or by its predecessor's number: here is what it will be.
        try {
            Map<Integer, byte[]> parts = Tlvs.decodeMap(qualifier);
            byte[] type = parts.get(QUALIFIER_TYPE);
            byte[] number = parts.get(QUALIFIER_VERSION);
            boolean released = type == null || number == null || value(QUALIFIER_TYPE, type) == QUALIFIER_FINAL;
            return released ? version : version(VERSION_QUALIFIER, number);
        } catch (IllegalArgumentException | BufferUnderflowException e) {
            throw Application.badAnswer("READ CONFIG: version qualifier", e);
        }
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

    private static Version version(int tag, byte[] bytes) throws PcscException {
        try {
            return Version.fromBytes(bytes);
        } catch (IllegalArgumentException e) {
            throw wrongLength(tag, bytes, e);
        }
    }

    private OptionalInt number(int tag) throws PcscException {
        byte[] bytes = tags.get(tag);
        return bytes == null ? OptionalInt.empty() : OptionalInt.of(value(tag, bytes));
    }

    /** Big-endian and of any length that fits: keys of different age use one byte or two for the same tag. */
    private static int value(int tag, byte[] bytes) throws PcscException {
        if (bytes.length == 0 || bytes.length > Integer.BYTES) {
            throw wrongLength(tag, bytes, null);
        }
        int value = 0;
        for (byte one : bytes) {
            value = (value << Byte.SIZE) | (one & 0xFF);
        }
        return value;
    }

    private static PcscException wrongLength(int tag, byte[] bytes, @Nullable Throwable cause) {
        return Application.badAnswer(String.format("READ CONFIG: tag %02X with %d bytes", tag, bytes.length), cause);
    }
}
