package ykaws.aws.session;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import ykaws.aws.AwsClients;
import ykaws.aws.SessionCredentials;
import ykaws.pcsc.Pause;

/**
 * The credentials of a request: from the cache, or from AWS with as few touches as can be.
 *
 * <p>On the path of a cached {@code export}: what a miss needs is in other classes.
 */
public final class Sessions {
    /** What is handed out lasts at least this long. */
    public static final Duration MIN_LEFT = Duration.ofMinutes(5);

    private final Parts parts;

    /**
     * What sessions are made with.
     *
     * @param direct what was learned of roles that ask for a young MFA
     * @param sources of credentials that come from no long-term keys
     */
    public record Parts(
            SessionCache cache,
            Flights flights,
            ReplayLedger ledger,
            KeySource keys,
            CodeSource codes,
            AwsClients aws,
            AwsClock clock,
            Pause pause,
            DirectRoles direct,
            SourceCredentials sources) {
        /** Without a memory of roles that ask for a young MFA, and with long-term keys as the only source. */
        public Parts(
                SessionCache cache,
                Flights flights,
                ReplayLedger ledger,
                KeySource keys,
                CodeSource codes,
                AwsClients aws,
                AwsClock clock,
                Pause pause) {
            this(cache, flights, ledger, keys, codes, aws, clock, pause, DirectRoles.forgetful(clock), source -> {
                throw new IllegalStateException("no sources");
            });
        }
    }

    public Sessions(Parts parts) {
        this.parts = parts;
    }

    /** {@link #get(SessionRequest, Duration)} with {@link #MIN_LEFT}. */
    public SessionCredentials get(SessionRequest request) throws IOException {
        return get(request, MIN_LEFT);
    }

    /**
     * The credentials of a request. The caller closes them.
     *
     * @param minLeft how much of a cached session must be left
     * @throws IllegalArgumentException for a request without a step: its keys are the answer
     */
    public SessionCredentials get(SessionRequest request, Duration minLeft) throws IOException {
        if (request.keysOnly()) {
            throw new IllegalArgumentException("a request without a session");
        }
        Optional<SessionCredentials> cached = parts.cache().get(request.hash(), minLeft);
        return cached.isPresent() ? cached.get() : new SessionFlight(parts, minLeft).land(request);
    }
}
