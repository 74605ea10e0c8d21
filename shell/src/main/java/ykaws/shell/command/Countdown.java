package ykaws.shell.command;

import java.time.Duration;
import java.time.Instant;
import ykaws.shell.Console;
import ykaws.shell.Invocation;

/** How long a code still holds, live, until it holds no more or the person goes on (Ctrl-C). */
final class Countdown {
    private static final Duration TICK = Duration.ofMillis(200);

    private final Invocation invocation;

    Countdown(Invocation invocation) {
        this.invocation = invocation;
    }

    void run(Instant until) {
        Console console = invocation.console();
        try {
            long shown = -1;
            for (long left = left(until); left > 0; left = left(until)) {
                if (left != shown) {
                    console.status("valid " + left + " s (Enter or Ctrl-C to go on)");
                    shown = left;
                }
                if (console.keyPressed(TICK)) {
                    break;
                }
            }
        } catch (InterruptedException e) {
            // Ctrl-C ends the countdown, not the command: its code has been printed.
            return;
        } finally {
            console.clearStatus();
        }
    }

    private long left(Instant until) {
        return Math.floorDiv(Duration.between(invocation.now(), until).toMillis() + 999, 1000);
    }
}
