package ykaws.aws.session;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import ykaws.aws.config.ConfigException;
import ykaws.aws.config.Profile;
import ykaws.aws.config.ProfileSet;
import ykaws.aws.config.Setting;

/** What holds for a profile: the environment, else the files. */
record Settings(ProfileSet profiles, Map<String, String> env) {
    /** What the profile or those it includes say; null if nobody does, or says nothing. */
    @Nullable
    Value file(String profile, String key) throws ConfigException {
        Setting setting = profiles.setting(profile, key);
        return setting == null || setting.value().isEmpty() ? null : Value.of(key, setting);
    }

    /** What the environment says; an empty variable counts as unset. */
    @Nullable
    Value env(String name) {
        String text = env.get(name);
        return text == null || text.isEmpty() ? null : new Value(text, name, null);
    }

    /** The environment wins. */
    @Nullable
    Value either(String envName, String profile, String key) throws ConfigException {
        Value fromEnv = env(envName);
        return fromEnv != null ? fromEnv : file(profile, key);
    }

    /** The profile's own value, without what it inherits. */
    @Nullable
    Value own(String profile, String key) {
        Optional<Profile> found = profiles.get(profile);
        Setting setting = found.isPresent() ? found.get().settings().get(key) : null;
        return setting == null ? null : Value.of(key, setting);
    }
}
