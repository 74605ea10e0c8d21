package ykaws.aws.config;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * All profiles of the shared config and credentials files. Where both set a key, the credentials file wins, as in the AWS
 * CLI.
 *
 * <p>On the path of a cached {@code export}: no streams, no regular expressions.
 */
public final class ProfileSet {
    private static final String SIGN_ON = "sso-session ";

    private final Map<String, Profile> profiles = new LinkedHashMap<>();
    private final Map<String, Map<String, Setting>> signOns = new HashMap<>();

    private ProfileSet() {}

    /** A missing file counts as empty. */
    public static ProfileSet read(AwsFiles files) throws ConfigException {
        ProfileSet set = new ProfileSet();
        set.addConfig(IniFile.read(files.config()));
        IniFile credentials = IniFile.read(files.credentials());
        for (IniFile.Section section : credentials.sections()) {
            set.add(section.header(), section, credentials);
        }
        return set;
    }

    /** In the order of the files. */
    public List<String> names() {
        return new ArrayList<>(profiles.keySet());
    }

    public Optional<Profile> get(String name) {
        return Optional.ofNullable(profiles.get(name));
    }

    /** What {@code [sso-session NAME]} says; null if it does not. */
    public @Nullable Setting signOn(String name, String key) {
        Map<String, Setting> section = signOns.get(name);
        return section == null ? null : section.get(key);
    }

    /**
     * The value that holds for a profile: its own, else that of its include_profile, and so on; a chain without
     * include_profile ends at {@code [default]}. A profile that no file has inherits nothing.
     *
     * @return null if nobody sets it
     * @throws ConfigException LOOP if include_profile leads back
     */
    public @Nullable Setting setting(String profile, String key) throws ConfigException {
        Profile at = profiles.get(profile);
        Set<String> seen = new HashSet<>();
        while (at != null) {
            seen.add(at.name());
            Setting own = at.settings().get(key);
            if (own != null) {
                return own;
            }
            at = parent(at, seen);
        }
        return null;
    }

    private @Nullable Profile parent(Profile child, Set<String> seen) throws ConfigException {
        Setting include = child.settings().get("include_profile");
        if (include == null) {
            return child.name().equals(SectionName.DEFAULT) || seen.contains(SectionName.DEFAULT)
                    ? null
                    : profiles.get(SectionName.DEFAULT);
        }
        if (seen.contains(include.value())) {
            throw new ConfigException(
                    ConfigException.Kind.LOOP,
                    "include_profile of " + child.name() + " leads back to " + include.value(),
                    include);
        }
        return profiles.get(include.value());
    }

    private void addConfig(IniFile config) {
        boolean qualified = false;
        for (IniFile.Section section : config.sections()) {
            qualified |= SectionName.isQualified(section.header())
                    && SectionName.DEFAULT.equals(SectionName.inConfig(section.header()));
        }
        for (IniFile.Section section : config.sections()) {
            String name = SectionName.inConfig(section.header());
            boolean outranked = qualified && section.header().equals(SectionName.DEFAULT);
            if (name != null && !outranked) {
                add(name, section, config);
            } else if (section.header().startsWith(SIGN_ON)) {
                addSignOn(section, config);
            }
        }
    }

    private void addSignOn(IniFile.Section section, IniFile file) {
        Map<String, Setting> settings = new HashMap<>();
        for (IniFile.Entry entry : section.entries()) {
            settings.put(entry.key, file.setting(entry));
        }
        signOns.put(section.header().substring(SIGN_ON.length()).strip(), settings);
    }

    private void add(String name, IniFile.Section section, IniFile file) {
        Profile profile = profiles.get(name);
        if (profile == null) {
            profile = new Profile(name, new HashMap<>(), file.path(), section.line());
            profiles.put(name, profile);
        }
        for (IniFile.Entry entry : section.entries()) {
            boolean secret = SharedCredentials.isSecret(entry.key);
            profile.settings().put(entry.key, secret ? new Setting("", file.path(), entry.line) : file.setting(entry));
        }
    }
}
