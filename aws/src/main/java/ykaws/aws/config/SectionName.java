package ykaws.aws.config;

import org.jspecify.annotations.Nullable;

/** How a profile's section is spelt: {@code [default]} and {@code [profile x]}; the credentials file has plain names. */
final class SectionName {
    static final String DEFAULT = "default";

    private static final String PROFILE = "profile";

    private SectionName() {}

    /** The profile that a header of the config file names; null for another kind of section. */
    static @Nullable String inConfig(String header) {
        if (header.equals(DEFAULT)) {
            return DEFAULT;
        }
        if (!isQualified(header)) {
            return null;
        }
        String name = header.substring(PROFILE.length()).strip();
        return isQuoted(name) ? name.substring(1, name.length() - 1) : name;
    }

    /** True for {@code [profile x]}: {@code [profile default]} wins over {@code [default]}. */
    static boolean isQualified(String header) {
        return header.startsWith(PROFILE)
                && header.length() > PROFILE.length()
                && Character.isWhitespace(header.charAt(PROFILE.length()));
    }

    private static boolean isQuoted(String name) {
        if (name.length() < 2) {
            return false;
        }
        char quote = name.charAt(0);
        return (quote == '"' || quote == '\'') && name.charAt(name.length() - 1) == quote;
    }

    /** The header line of a new section of the config file. */
    static String header(String profile) {
        if (profile.equals(DEFAULT)) {
            return "[" + DEFAULT + "]";
        }
        boolean plain = profile.indexOf(' ') < 0 && profile.indexOf('\t') < 0;
        return "[" + PROFILE + " " + (plain ? profile : "\"" + profile + "\"") + "]";
    }
}
