package ykaws.sandbox.key;

import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The firmware of an emulated key, and what the key does because of it.
 *
 * <p>3.x is a YubiKey NEO, 4.x a YubiKey 4, 5.x a YubiKey 5. Other numbers never were a YubiKey with these applets.
 *
 * @param fips a key of the FIPS series: 4.4.x, or a YubiKey 5 that is written with {@code -fips} behind its numbers
 */
record Firmware(int major, int minor, int patch, boolean fips) {
    private static final Pattern TEXT = Pattern.compile("([345])\\.(\\d{1,2})(?:\\.(\\d{1,3}))?(-fips)?");
    private static final int[] NEO_OATH = {1, 0, 2};
    private static final String NEO_ATR = "3BFC1300008131FE15597562696B65794E454F7233E1";
    // Over NFC a key is a contactless card: no waiting times of its own, and the reader puts the rest together.
    private static final String NEO_NFC_ATR = "3B8C8001597562696B65794E454F723358";
    private static final String YK5_NFC_ATR = "3B8D80018073C021C057597562694B6579F9";
    private static final String YK4_ATR = "3BF81300008131FE15597562696B657934D4";
    private static final String YK5_ATR = "3BFD1300008131FE158073C021C057597562694B657940";

    /**
     * Reads a version; without its third number ({@code 5.7}) the usual one of that line.
     *
     * @throws IllegalArgumentException if that is no firmware version of a YubiKey NEO, 4 or 5
     */
    static Firmware parse(String text) {
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches() || patch(matcher) > 127) {
            throw new IllegalArgumentException(
                    "not a firmware version of a YubiKey NEO, 4 or 5 (such as 3.4.9, 4.3.5 or 5.7.1): " + text);
        }
        int major = number(matcher, 1);
        boolean wanted = matcher.group(4) != null;
        if (wanted && major != 5) {
            throw new IllegalArgumentException("only a YubiKey 5 is of the FIPS series or not; 4.4.x is: " + text);
        }
        boolean fips = wanted || (major == 4 && number(matcher, 2) == 4);
        return new Firmware(major, number(matcher, 2), patch(matcher), fips);
    }

    private static int patch(Matcher matcher) {
        return matcher.group(3) != null ? number(matcher, 3) : usualPatch(number(matcher, 1), number(matcher, 2));
    }

    /** What most of the keys have that were sold with firmware of that line. */
    private static int usualPatch(int major, int minor) {
        return switch (100 * major + minor) {
            case 304 -> 9;
            case 402 -> 6;
            case 403, 404 -> 5;
            case 500, 501 -> 2;
            case 502 -> 7;
            case 504 -> 3;
            case 507 -> 1;
            default -> 0;
        };
    }

    private static int number(Matcher matcher, int group) {
        return Integer.parseInt(matcher.group(group));
    }

    String text() {
        return major + "." + minor + "." + patch;
    }

    /** What {@link #parse} reads back. */
    String fullText() {
        return fips && major == 5 ? text().concat("-fips") : text();
    }

    byte[] bytes() {
        return new byte[] {(byte) major, (byte) minor, (byte) patch};
    }

    boolean isAtLeast(int wantedMajor, int wantedMinor, int wantedPatch) {
        return number(major, minor, patch) >= number(wantedMajor, wantedMinor, wantedPatch);
    }

    private static int number(int major, int minor, int patch) {
        return (major << 16) | (minor << 8) | patch;
    }

    boolean neo() {
        return major == 3;
    }

    /** What OATH's SELECT calls its version: the applet's own on a NEO, the firmware's later. */
    byte[] oathVersion() {
        return neo() ? new byte[] {(byte) NEO_OATH[0], (byte) NEO_OATH[1], (byte) NEO_OATH[2]} : bytes();
    }

    /** The applications that it has, over USB and over NFC, as bits of Management. */
    int capabilities() {
        return switch (major) {
            // OTP, U2F, OpenPGP, PIV and OATH.
            case 3 -> 0x3B;
            // The same and, on the wire of a YubiKey 4, CCID.
            case 4 -> 0x3F;
            // And FIDO2; later YubiHSM Auth.
            default -> isAtLeast(5, 4, 3) ? 0x033B : 0x023B;
        };
    }

    boolean writeConfig() {
        return isAtLeast(5, 0, 0);
    }

    boolean extendedApdus() {
        return !neo();
    }

    /** The longest command it takes, header and length included (what yubikit-core allows for it). */
    int longestApdu() {
        if (neo()) {
            return 1390;
        }
        return isAtLeast(4, 3, 0) ? 3062 : 2038;
    }

    int oathSlots() {
        return isAtLeast(5, 7, 0) ? 64 : 32;
    }

    /** Before that the property is accepted and has no effect. */
    boolean touch() {
        return isAtLeast(4, 2, 0);
    }

    boolean sha512() {
        return isAtLeast(4, 3, 1) && !(fips && major == 4);
    }

    /** OATH takes accounts only after a password was set, and keeps that until RESET. */
    boolean oathNeedsPassword() {
        return fips && major == 5;
    }

    /** SCP11b, with the key that it comes with. */
    boolean scp11() {
        return isAtLeast(5, 7, 0);
    }

    boolean rename() {
        return isAtLeast(5, 3, 0);
    }

    /** PUT of an id that is the beginning of another id overwrites the other. */
    boolean prefixBug() {
        return isAtLeast(4, 0, 1) && !isAtLeast(4, 3, 5);
    }

    boolean readConfig() {
        return isAtLeast(4, 1, 0);
    }

    /** @throws IllegalArgumentException for a YubiKey 4, which has no NFC */
    byte[] nfcAtr() {
        if (major == 4) {
            throw new IllegalArgumentException("a YubiKey 4 has no NFC");
        }
        return HexFormat.of().parseHex(neo() ? NEO_NFC_ATR : YK5_NFC_ATR);
    }

    byte[] atr() {
        String hex = neo() ? NEO_ATR : major == 4 ? YK4_ATR : YK5_ATR;
        return HexFormat.of().parseHex(hex);
    }
}
