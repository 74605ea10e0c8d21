package ykaws.aws.session;

import org.jspecify.annotations.Nullable;
import ykaws.aws.config.ConfigException;
import ykaws.aws.config.Setting;

/**
 * A value with its origin, for errors that say where to look.
 *
 * @param origin the option, the environment variable, or the key of a file
 * @param place where a file says so, or null
 */
record Value(String text, String origin, @Nullable Setting place) {
    static Value of(String key, Setting setting) {
        return new Value(setting.value(), key, setting);
    }

    ConfigException fault(ConfigException.Kind kind, String message) {
        return new ConfigException(kind, origin.concat(" ").concat(message), place);
    }

    ConfigException invalid(String message) {
        return fault(ConfigException.Kind.INVALID_VALUE, message);
    }
}
