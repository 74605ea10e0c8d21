package ykaws.aws.session;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import ykaws.aws.AssumeRole;
import ykaws.aws.Endpoints;

/** One STS call on the way from long-term keys to the credentials that were asked for. */
public sealed interface Step {
    /** How long its credentials last. */
    Duration duration();

    /** The device whose code goes along, or null. */
    @Nullable
    Mfa mfa();

    /** Where the call goes. */
    Endpoints endpoints();

    /** GetSessionToken; always the first step, because only long-term keys may call it. */
    record SessionToken(Duration duration, @Nullable Mfa mfa, Endpoints endpoints) implements Step {}

    /** AssumeRole, with the keys or with the session of the step before. */
    record Role(AssumeRole call, @Nullable Mfa mfa, Endpoints endpoints) implements Step {
        @Override
        public Duration duration() {
            return call.duration();
        }
    }
}
