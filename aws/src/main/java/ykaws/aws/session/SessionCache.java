package ykaws.aws.session;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import ykaws.aws.SessionCredentials;

/** Sessions that AWS gave, sealed on disk until they expire. */
@SuppressWarnings("DoNotCallSuggester")
public final class SessionCache {
    /** A session in the cache: the profile it was made for, and when it ends. */
    public record Entry(String label, Instant expiration) {}

    public SessionCache(Path runtimeKeyFile, Path folder, InstantSource clock) {}

    /** The session of that request, if it still lasts {@code minLeft}. The caller closes it. */
    public Optional<SessionCredentials> get(RequestHash request, Duration minLeft) throws IOException {
        throw new UnsupportedOperationException();
    }

    /** Keeps a copy; {@code label} is the profile that {@link #clear} and listings know it by. */
    public void put(RequestHash request, SessionCredentials session, String label) throws IOException {
        throw new UnsupportedOperationException();
    }

    /** Forgets the sessions of a profile, or all; says how many. */
    public int clear(@Nullable String profile) throws IOException {
        throw new UnsupportedOperationException();
    }

    /** Those that can be read and are not over. */
    public List<Entry> entries() throws IOException {
        throw new UnsupportedOperationException();
    }
}
