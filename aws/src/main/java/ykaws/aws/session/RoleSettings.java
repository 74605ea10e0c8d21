package ykaws.aws.session;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import ykaws.aws.AssumeRole;
import ykaws.aws.config.ConfigException;

/** What a profile says of a role, an MFA device and the session that it wants; checked against AWS's own patterns. */
final class RoleSettings {
    private static final int MAX_TAGS = 50;

    private final Settings settings;
    private final String active;

    /** @param active the profile that was asked for: AWS_ROLE_ARN and its kin are about that one only */
    RoleSettings(Settings settings, String active) {
        this.settings = settings;
        this.active = active;
    }

    /** The profile's role; null if it has none. */
    @Nullable
    Value roleArn(String profile) throws ConfigException {
        Value arn = value("AWS_ROLE_ARN", profile, "role_arn");
        if (arn != null && !isRoleArn(arn.text())) {
            throw arn.invalid("is not a role's ARN (arn:aws:iam::<account>:role/<name>)");
        }
        return arn;
    }

    /** The MFA device of the profile; never that of its source_profile. */
    @Nullable
    Mfa mfa(String profile) throws ConfigException {
        Value serial = settings.either("AWS_MFA_SERIAL", profile, "mfa_serial");
        if (serial == null) {
            return null;
        }
        if (!fits(serial.text(), 9, 256, "_+=/:,.@-")) {
            throw serial.invalid("is not the serial of an MFA device");
        }
        Value named = settings.file(profile, "ykaws_oath_name");
        String account = named == null ? null : named.text();
        ProgramSetting program = program(profile);
        String ours = program == null ? null : program.codeAccount();
        if (ours != null) {
            // It asks for what is done here anyway.
            return new Mfa(serial.text(), account != null || ours.equals(serial.text()) ? account : ours);
        }
        return new Mfa(serial.text(), account, program);
    }

    /** Other than the device, the program that prints its codes is also that of the source_profile. */
    private @Nullable ProgramSetting program(String profile) throws ConfigException {
        List<String> seen = new ArrayList<>();
        String at = profile;
        while (!seen.contains(at)) {
            seen.add(at);
            Value process = settings.file(at, "mfa_process");
            if (process != null) {
                return ProgramSetting.of(at, process);
            }
            Value source = settings.file(at, "source_profile");
            at = source == null ? at : source.text();
        }
        return null;
    }

    /**
     * The device of a call that long-term keys sign: {@link Mfa#PLUGGED_IN} where none is named, unless
     * {@code ykaws_mfa = off}.
     */
    @Nullable
    Mfa mfaOfKeys(String profile) throws ConfigException {
        Mfa named = mfa(profile);
        if (named != null) {
            return named;
        }
        Value wanted = settings.file(profile, "ykaws_mfa");
        if (wanted == null || wanted.text().equals("auto")) {
            return Mfa.PLUGGED_IN;
        }
        if (wanted.text().equals("off")) {
            return null;
        }
        throw wanted.invalid("is neither auto nor off");
    }

    AssumeRole assumeRole(String profile, Value roleArn, Duration duration) throws ConfigException {
        Value externalId = settings.file(profile, "external_id");
        if (externalId != null && !fits(externalId.text(), 2, 1224, "_+=,.@:/-")) {
            throw externalId.invalid("is not an external id (2 to 1224 of A-Z a-z 0-9 _+=,.@:/-)");
        }
        Value identity = value("AWS_SOURCE_IDENTITY", profile, "source_identity");
        if (identity != null) {
            checkName(identity);
        }
        AssumeRole.Options options = new AssumeRole.Options(
                externalId == null ? null : externalId.text(),
                tags(value("AWS_SESSION_TAGS", profile, "session_tags")),
                names(value("AWS_TRANSITIVE_TAGS", profile, "transitive_session_tags")),
                identity == null ? null : identity.text());
        return new AssumeRole(roleArn.text(), sessionName(profile), duration, options);
    }

    private String sessionName(String profile) throws ConfigException {
        Value name = value("AWS_ROLE_SESSION_NAME", profile, "role_session_name");
        if (name != null) {
            checkName(name);
            return name.text();
        }
        return defaultSessionName(profile);
    }

    /** The same at each call, so that a cached session is found again; CloudTrail then shows program and profile. */
    static String defaultSessionName(String profile) {
        StringBuilder name = new StringBuilder("ykaws-");
        for (int i = 0; i < profile.length() && name.length() < 64; i++) {
            char c = profile.charAt(i);
            name.append(isOneOf(c, "_+=,.@-") ? c : '-');
        }
        return name.toString();
    }

    private @Nullable Value value(String envName, String profile, String key) throws ConfigException {
        return profile.equals(active) ? settings.either(envName, profile, key) : settings.file(profile, key);
    }

    private static Map<String, String> tags(@Nullable Value tags) throws ConfigException {
        Map<String, String> map = new LinkedHashMap<>();
        for (String tag : list(tags)) {
            int equals = tag.indexOf('=');
            String key = equals < 0 ? "" : tag.substring(0, equals).strip();
            String value = equals < 0 ? "" : tag.substring(equals + 1).strip();
            if (key.isEmpty() || key.length() > 128 || value.length() > 256 || map.put(key, value) != null) {
                throw invalidTags(tags);
            }
        }
        return map;
    }

    private static List<String> names(@Nullable Value names) throws ConfigException {
        List<String> list = list(names);
        for (String name : list) {
            if (name.length() > 128) {
                throw invalidTags(names);
            }
        }
        return list;
    }

    private static List<String> list(@Nullable Value value) throws ConfigException {
        List<String> parts = new ArrayList<>();
        int from = 0;
        while (value != null && from <= value.text().length()) {
            int comma = value.text().indexOf(',', from);
            int to = comma < 0 ? value.text().length() : comma;
            String part = value.text().substring(from, to).strip();
            if (part.isEmpty() || parts.size() == MAX_TAGS) {
                throw invalidTags(value);
            }
            parts.add(part);
            from = to + 1;
        }
        return parts;
    }

    private static ConfigException invalidTags(@Nullable Value value) {
        Value tags = value == null ? new Value("", "session tags", null) : value;
        return tags.invalid("is not a list of at most 50 different tags, separated by commas");
    }

    private static void checkName(Value name) throws ConfigException {
        if (!fits(name.text(), 2, 64, "_+=,.@-")) {
            throw name.invalid("must be 2 to 64 of A-Z a-z 0-9 _+=,.@-");
        }
    }

    /** An ARN that an option names. */
    static String checkedArn(String arn) throws ConfigException {
        if (!isRoleArn(arn)) {
            throw new Value(arn, arn, null).invalid("is not a role's ARN (arn:aws:iam::<account>:role/<name>)");
        }
        return arn;
    }

    private static boolean isRoleArn(String text) {
        int partitionEnd = text.startsWith("arn:") ? text.indexOf(':', 4) : -1;
        if (partitionEnd < 5 || !text.startsWith(":iam::", partitionEnd)) {
            return false;
        }
        int account = partitionEnd + 6;
        for (int i = account; i < account + 12; i++) {
            if (i >= text.length() || text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return text.startsWith(":role/", account + 12) && fits(text.substring(account + 18), 1, 1000, "_+=/,.@-");
    }

    private static boolean fits(String text, int min, int max, String others) {
        boolean fits = text.length() >= min && text.length() <= max;
        for (int i = 0; fits && i < text.length(); i++) {
            fits = isOneOf(text.charAt(i), others);
        }
        return fits;
    }

    private static boolean isOneOf(char c, String others) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || others.indexOf(c) >= 0;
    }
}
