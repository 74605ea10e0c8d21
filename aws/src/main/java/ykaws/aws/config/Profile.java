package ykaws.aws.config;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * A profile as the files spell it: what it inherits is {@link ProfileSet#setting}'s matter. Secret values are not in it.
 *
 * @param settings by lower-case key, each with its place
 * @param file where its section starts
 * @param line counted from 1
 */
public record Profile(String name, Map<String, Setting> settings, Path file, int line) {
    /** The profile's own value. */
    public Optional<String> get(String key) {
        Setting setting = settings.get(key);
        return setting == null ? Optional.empty() : Optional.of(setting.value());
    }
}
