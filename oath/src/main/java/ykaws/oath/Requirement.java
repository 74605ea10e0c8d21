package ykaws.oath;

import com.yubico.yubikit.core.Version;
import ykaws.oath.OathException.Kind;

/**
 * What only newer keys can. Where Yubico's sources differ, the highest firmware that one of them asks for counts.
 */
enum Requirement {
    TOUCH("touch", 4, 2, 6),
    SHA512("SHA-512", 4, 3, 1),
    RENAME("renaming", 5, 3, 1),
    SCP11B("the encrypted channel (SCP11b, --scp)", 5, 6, 3);

    private final String text;
    private final int major;
    private final int minor;
    private final int micro;

    Requirement(String text, int major, int minor, int micro) {
        this.text = text;
        this.major = major;
        this.minor = minor;
        this.micro = micro;
    }

    /** Throws UNSUPPORTED_BY_FIRMWARE, naming the firmware that there is and the one that is needed. */
    void require(Version version, String subject) throws OathException {
        if (this == SHA512 && isYubiKey4Fips(version)) {
            throw OathException.of(
                    Kind.UNSUPPORTED_BY_FIRMWARE,
                    subject,
                    text + " is not there on a YubiKey 4 FIPS; this key has firmware " + version
                            + ", and it needs 5.0.0 or newer");
        }
        if (version.isLessThan(major, minor, micro)) {
            String from = major + "." + minor + "." + micro;
            throw OathException.of(
                    Kind.UNSUPPORTED_BY_FIRMWARE,
                    subject,
                    text + " needs firmware " + from + " or newer; this key has " + describe(version));
        }
    }

    private static String describe(Version version) {
        return isNeo(version) ? "OATH application " + version + " (YubiKey NEO)" : version.toString();
    }

    /** All firmware 4.4.x is of the FIPS series. */
    private static boolean isYubiKey4Fips(Version version) {
        return version.isAtLeast(4, 4, 0) && version.isLessThan(4, 5, 0);
    }

    /** A NEO tells the version of its application, 0.x or 1.x, instead of the firmware. */
    static boolean isNeo(Version version) {
        return version.isLessThan(3, 0, 0);
    }

    /** Firmware on which PUT of an id that another one starts with overwrites that other one. */
    static boolean overwritesByPrefix(Version version) {
        return version.isAtLeast(4, 0, 1) && version.isLessThan(4, 3, 5);
    }

    /** How many accounts the application has room for; a NEO at least, with names of 64 bytes. */
    static int slots(Version version) {
        if (isNeo(version)) {
            return 28;
        }
        return version.isAtLeast(5, 7, 0) ? 64 : 32;
    }
}
