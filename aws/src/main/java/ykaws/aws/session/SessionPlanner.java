package ykaws.aws.session;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import ykaws.aws.config.ConfigException;
import ykaws.aws.config.ProfileSet;

/** Turns a profile, the environment and the options into one effective request. */
@SuppressWarnings("DoNotCallSuggester")
public final class SessionPlanner {
    /**
     * What the command line says.
     *
     * @param duration instead of every configured duration, or null
     * @param noSession skip GetSessionToken
     * @param region or null
     * @param world the sandbox that this runs in, or null
     */
    public record Options(
            @Nullable Duration duration,
            boolean noSession,
            @Nullable String region,
            @Nullable String world) {
        public static final Options NONE = new Options(null, false, null, null);
    }

    public SessionPlanner(ProfileSet profiles, KeyIndex keys, Map<String, String> env) {}

    /**
     * The effective request of a profile.
     *
     * @throws ConfigException for settings that contradict each other or AWS's limits, with file and line
     * @throws IOException if the index of stored keys can't be read
     */
    public SessionRequest plan(String profile, Options options) throws IOException {
        throw new UnsupportedOperationException();
    }

    /** How much of a cached session must be left for it to be handed out (AWS_MIN_TTL; five minutes). */
    public Duration minLeft() throws ConfigException {
        throw new UnsupportedOperationException();
    }
}
