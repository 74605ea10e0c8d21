package ykaws.shell.endpoint;

import java.time.Duration;
import java.time.Instant;
import ykaws.aws.SessionCredentials;

/**
 * Credentials and how long they still hold, by two clocks: the computer's, which knows of a night's sleep and may be
 * set at any time, and one that only counts. The one that says less is right.
 *
 * @param credentials owned by this
 * @param since of the counting clock, in nanoseconds
 * @param life how long they held at that moment
 * @param byCounting whether the computer's clock is known to be wrong, so that only the other one counts
 */
record Lease(SessionCredentials credentials, long since, Duration life, boolean byCounting) {
    /** Both clocks at one moment. */
    record Moment(Instant wall, long nanos) {}

    /**
     * Credentials as they come.
     *
     * @param asked what was asked to be left of them
     * @param duration how long AWS gives such credentials
     */
    static Lease of(SessionCredentials credentials, Moment now, Duration asked, Duration duration) {
        Duration left = Duration.between(now.wall, credentials.expiration());
        // AWS has just made them, or the cache has found enough left of them by this same clock: so if there is not
        // enough by it, or more than AWS gives, it is off by hours, and their time begins now.
        boolean off = left.compareTo(asked) < 0 || left.compareTo(duration.plus(asked)) > 0;
        return new Lease(credentials, now.nanos, off ? duration : left, off);
    }

    Duration left(Moment now) {
        Duration counted = life.minusNanos(now.nanos - since);
        Duration byWall = Duration.between(now.wall, credentials.expiration());
        return byCounting || counted.compareTo(byWall) < 0 ? counted : byWall;
    }
}
