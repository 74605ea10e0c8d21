package ykaws.shell.endpoint;

import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * The thread that fetches credentials ahead of their end, one feed after the other: there is one key, and a person has
 * one finger to spare.
 */
final class Refresher implements AutoCloseable {
    /** A clock that was set, or a computer that slept, is noticed within this time. */
    private static final int LOOK_SECONDS = 20;

    private final List<CredentialFeed> feeds;
    private final Semaphore calls;
    private final Thread thread;
    private volatile boolean closed;

    /** @param calls released by feeds that a request wants refreshed */
    Refresher(List<CredentialFeed> feeds, Semaphore calls) {
        this.feeds = List.copyOf(feeds);
        this.calls = calls;
        this.thread = new Thread(this::run, "refresh of credentials");
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /** One look at all feeds. */
    void look() {
        for (CredentialFeed feed : feeds) {
            if (!closed && feed.isWanted()) {
                feed.refresh();
            }
        }
    }

    private void run() {
        try {
            while (!closed) {
                look();
                // What came meanwhile is all answered by the next look. Whether there was a call or the time passed is
                // one.
                boolean called = calls.tryAcquire(LOOK_SECONDS, TimeUnit.SECONDS);
                if (called) {
                    calls.drainPermits();
                }
            }
        } catch (InterruptedException e) {
            // The end: a touch that is waited for is given up.
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
    }
}
