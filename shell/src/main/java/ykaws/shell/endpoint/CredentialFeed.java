package ykaws.shell.endpoint;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import ykaws.aws.SessionCredentials;
import ykaws.oath.Secret;

/**
 * The credentials of one path, kept fresh.
 *
 * <p>An SDK waits for two seconds, a person needs ten to find the key: so a request never waits for a touch. New
 * credentials are fetched well before the old ones end. If that fails (nobody touched), it is not tried again before a
 * request comes, and after repeated failures not at every request: whoever has left a program that polls finds no key
 * that has blinked for an hour.
 */
public final class CredentialFeed implements AutoCloseable {
    /** botocore asks anew from 15 minutes before the end; with less left it would ask at every call. */
    private static final Duration AHEAD = Duration.ofMinutes(20);
    /** While the old ones still hold, requests don't ask for another touch sooner than this. */
    private static final Duration REST = Duration.ofMinutes(2);
    /** Once they are over, the first request may; after the second failure in a row this is the rest, then twice it. */
    private static final Duration SHORT_REST = Duration.ofSeconds(15);
    /** What a request waits for credentials that need no touch; within an SDK's two seconds. */
    private static final Duration SHORT_WAIT = Duration.ofMillis(1500);

    private final CredentialSupply supply;
    private final Clocks clocks;
    private final Runnable wake;
    private final Duration ahead;
    private @Nullable Lease lease;
    private @Nullable String trouble;
    private long troubleAt;
    private int failures;
    private boolean wanted;
    private boolean closed;

    /** The two clocks of a {@link Lease}; the second counts nanoseconds. */
    public record Clocks(InstantSource wall, LongSupplier nanos) {
        Lease.Moment now() {
            return new Lease.Moment(wall.instant(), nanos.getAsLong());
        }
    }

    /** What a request gets: credentials, which the caller closes, or why there are none. */
    record Offer(@Nullable SessionCredentials credentials, String message) {}

    /** @param wake called when a request wants a refresh */
    CredentialFeed(CredentialSupply supply, Clocks clocks, Runnable wake) {
        this.supply = supply;
        this.clocks = clocks;
        this.wake = wake;
        Duration half = supply.duration().dividedBy(2);
        this.ahead = half.compareTo(AHEAD) < 0 ? half : AHEAD;
    }

    /** Those at hand, or soon at hand. */
    Offer offer() {
        return offer(SHORT_WAIT);
    }

    synchronized Offer offer(Duration patience) {
        long end = System.nanoTime() + patience.toNanos();
        SessionCredentials fresh = copyOfFresh();
        if (fresh == null && restLeft(restWithNone()).isNegative()) {
            want();
            fresh = copyOfFresh();
        } else if (fresh != null && isDue() && restLeft(REST).isNegative()) {
            want();
        }
        return new Offer(fresh == null ? awaitFresh(end) : fresh, message());
    }

    private String message() {
        String pending = "new credentials are being fetched, which may take a touch of the key";
        if (trouble == null) {
            return pending;
        }
        if (wanted) {
            return trouble + "; " + pending;
        }
        Duration left = restLeft(restWithNone());
        return left.isNegative() ? trouble : trouble + "; not tried again for " + (left.toSeconds() + 1) + " s";
    }

    private void want() {
        if (!wanted) {
            wanted = true;
            wake.run();
        }
    }

    /** Negative once it is over, and where there is no trouble. */
    private Duration restLeft(Duration rest) {
        return trouble == null
                ? Duration.ofNanos(-1)
                : rest.minusNanos(clocks.now().nanos() - troubleAt).minusNanos(1);
    }

    private Duration restWithNone() {
        if (failures < 2) {
            return Duration.ZERO;
        }
        // Four times the short one, and it is as long as any.
        Duration rest = SHORT_REST.multipliedBy(1L << Math.min(failures - 2, 4));
        return rest.compareTo(REST) < 0 ? rest : REST;
    }

    /** Null if none came in time. */
    private @Nullable SessionCredentials awaitFresh(long end) {
        SessionCredentials fresh = null;
        try {
            long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
            while (fresh == null && wanted && !closed && left > 0) {
                wait(left);
                fresh = copyOfFresh();
                left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return fresh;
    }

    private @Nullable SessionCredentials copyOfFresh() {
        Lease held = lease;
        return held == null || held.left(clocks.now()).toSeconds() <= 0
                ? null
                : held.credentials().copy();
    }

    /** Whether {@link #refresh} has something to do. */
    synchronized boolean isWanted() {
        return !closed && (wanted || (trouble == null && lease != null && isDue()));
    }

    private boolean isDue() {
        return lease == null || lease.left(clocks.now()).compareTo(ahead) < 0;
    }

    /** Fetches new ones; a failure is kept for those who ask. */
    void refresh() {
        try {
            fetch(supply);
        } catch (IOException | RuntimeException | LinkageError e) {
            // The last one where the program's files were replaced under it; the thread must outlive that, too.
            if (!isClosed()) {
                fail(supply.explain(e));
            }
        }
    }

    /** The same on the caller's time, whose failure it is. */
    void fetch(CredentialSupply from) throws IOException {
        SessionCredentials fresh = from.get(ahead);
        if (!take(Lease.of(fresh, clocks.now(), ahead, supply.duration()))) {
            fresh.close();
        }
    }

    private synchronized boolean take(Lease fresh) {
        if (closed) {
            return false;
        }
        if (lease != null) {
            lease.credentials().close();
        }
        lease = fresh;
        trouble = null;
        failures = 0;
        wanted = false;
        notifyAll();
        return true;
    }

    private synchronized boolean isClosed() {
        return closed;
    }

    private synchronized void fail(String message) {
        trouble = message;
        troubleAt = clocks.now().nanos();
        failures++;
        wanted = false;
        notifyAll();
    }

    /** Wipes what it holds; answers no more. */
    @Override
    public synchronized void close() {
        closed = true;
        if (lease != null) {
            lease.credentials().close();
            lease = null;
        }
        notifyAll();
    }

    static String text(Secret secret) {
        return secret.expose(bytes -> new String(bytes, java.nio.charset.StandardCharsets.US_ASCII));
    }
}
