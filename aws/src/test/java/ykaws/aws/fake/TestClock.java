package ykaws.aws.fake;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import ykaws.pcsc.Pause;

/** A clock that stands still until it is told to go on; a pause turns it. */
public final class TestClock implements InstantSource, Pause {
    /** Ten seconds into a time step. */
    public static final Instant START = Instant.ofEpochSecond(1_790_000_020);

    /** The step of {@link #START}. */
    public static final long STEP = START.getEpochSecond() / 30;

    public final List<Duration> pauses = new ArrayList<>();
    private Instant now = START;

    @Override
    public synchronized Instant instant() {
        return now;
    }

    @Override
    public synchronized void sleep(Duration time) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        pauses.add(time);
        now = now.plus(time);
    }

    public synchronized void pass(Duration time) {
        now = now.plus(time);
    }
}
