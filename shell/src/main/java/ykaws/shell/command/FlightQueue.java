package ykaws.shell.command;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import ykaws.aws.session.Flights;
import ykaws.shell.Invocation;

/**
 * Tells of a wait for another ykaws that gets the same session. At once only with {@code -v}: of fifty that wait for one
 * touch, each would say so.
 */
final class FlightQueue implements Flights.Queue {
    /** A touch takes its time, and it is asked for by the other one. Whoever waits for longer wants to know for what. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Invocation invocation;
    private @Nullable Thread patience;

    FlightQueue(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public synchronized void joined() {
        invocation.progress("another ykaws gets this session: waiting for it");
        if (patience == null) {
            Thread thread = new Thread(this::tellLater, "patience");
            thread.setDaemon(true);
            thread.start();
            patience = thread;
        }
    }

    private void tellLater() {
        try {
            invocation.app().pause().sleep(PATIENCE);
            invocation
                    .console()
                    .say(
                            "ykaws: still waiting for another ykaws that gets this session: it wants a touch, or was stopped"
                                    + " (fg lets it go on)");
        } catch (InterruptedException e) {
            // The wait was shorter.
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public synchronized void left() {
        if (patience != null) {
            patience.interrupt();
            patience = null;
        }
    }
}
