package ykaws.aws.config;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Something in the shared files that their owner cannot mean.
 *
 * @param grave whether something does not work because of it; else it is only likely to be a slip
 * @param file where, or null where it is about none in particular
 * @param line counted from 1; 0 for the file as a whole
 * @param message one lower case line; may hold foreign text
 * @param fix a command or a step, or null
 */
public record ConfigFault(
        boolean grave,
        @Nullable Path file,
        int line,
        String message,
        @Nullable String fix) {
    static ConfigFault grave(Setting at, String message) {
        return new ConfigFault(true, at.file(), at.line(), message, null);
    }

    /** As an exception tells it, whose message names the place already. */
    public static ConfigFault of(ConfigException e) {
        return new ConfigFault(true, null, 0, e.getMessage(), null);
    }

    /** {@code FILE:LINE: }, as compilers write it. */
    public String place() {
        if (file == null) {
            return "";
        }
        return file + (line > 0 ? ":" + line : "") + ": ";
    }
}
