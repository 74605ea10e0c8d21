package ykaws.aws.session;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import ykaws.aws.config.ConfigException;

/** How long sessions last: option, environment, profile, default; and AWS's limits. */
final class SessionDurations {
    /** AWS's limit for a role that is assumed with a session instead of long-term keys. */
    static final Duration CHAINED_ROLE_MAX = Duration.ofHours(1);

    private static final Duration MIN = Duration.ofMinutes(15);
    private static final Duration ROLE_MAX = Duration.ofHours(12);
    private static final Duration TOKEN_MAX = Duration.ofHours(36);

    private final Settings settings;
    private final @Nullable Duration option;

    /** @param option {@code --duration}, which overrides everything, or null */
    SessionDurations(Settings settings, @Nullable Duration option) {
        this.settings = settings;
        this.option = option;
    }

    /** GetSessionToken whose session is what was asked for. */
    Duration token() throws ConfigException {
        return checked(wanted(settings.env("AWS_SESSION_TOKEN_TTL"), Duration.ofHours(1)), TOKEN_MAX);
    }

    /** GetSessionToken that roles share. */
    Duration sharedToken() throws ConfigException {
        return checked(wanted(settings.env("AWS_CHAINED_SESSION_TOKEN_TTL"), Duration.ofHours(8)), TOKEN_MAX);
    }

    /** GetFederationToken for a console, whose sessions end after twelve hours. */
    Duration federation() throws ConfigException {
        return checked(wanted(settings.env("AWS_FEDERATION_TOKEN_TTL"), Duration.ofHours(1)), ROLE_MAX);
    }

    /** AssumeRole as it is asked for, before any cap. */
    Duration role(String profile) throws ConfigException {
        Value configured = settings.either("AWS_ASSUME_ROLE_TTL", profile, "duration_seconds");
        return checked(wanted(configured, Duration.ofHours(1)), ROLE_MAX);
    }

    /** How much of a cached session must be left. */
    static Duration minLeft(Settings settings) throws ConfigException {
        Value configured = settings.env("AWS_MIN_TTL");
        return configured == null ? Duration.ofMinutes(5) : parsed(configured);
    }

    private record Wanted(Duration duration, Value origin) {}

    private Wanted wanted(@Nullable Value configured, Duration otherwise) throws ConfigException {
        if (option != null) {
            return new Wanted(option, new Value("", "--duration", null));
        }
        return configured == null
                ? new Wanted(otherwise, new Value("", "", null))
                : new Wanted(parsed(configured), configured);
    }

    private static Duration parsed(Value value) throws ConfigException {
        Duration duration = DurationText.parse(value.text());
        if (duration == null) {
            throw value.invalid("is not a duration such as 1h30m or a number of seconds");
        }
        return duration;
    }

    private static Duration checked(Wanted wanted, Duration max) throws ConfigException {
        if (wanted.duration().compareTo(MIN) < 0 || wanted.duration().compareTo(max) > 0) {
            throw wanted.origin().invalid("must be between 15m and " + max.toHours() + "h");
        }
        return wanted.duration();
    }
}
