package ykaws.shell.command;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import ykaws.pcsc.PcscException;
import ykaws.shell.Invocation;
import ykaws.shell.LiveScreen;
import ykaws.shell.Problem;

/**
 * Codes that stay current until a key is pressed. The key is opened for each reading and let go again, so that other
 * programs can use it meanwhile; one that is pulled out is waited for.
 */
final class CodeWatch {
    private final Invocation invocation;
    private final @Nullable String query;
    private final boolean hidden;
    private String trouble = "";

    /** @param query one account; null for the table of all */
    CodeWatch(Invocation invocation, @Nullable String query, boolean hidden) {
        this.invocation = invocation;
        this.query = query;
        this.hidden = hidden;
    }

    /** Returns at a key press. */
    void run() throws IOException, InterruptedException {
        if (!invocation.console().outputIsTerminal() || !invocation.console().canAsk()) {
            throw Problem.usage("--watch needs a terminal", "for a script: ykaws code -o json")
                    .failure();
        }
        try (WatchedKey key = new WatchedKey(invocation, query, hidden)) {
            // Before anything is live, since this may ask for a password or a touch, and may fail as any command.
            WatchedKey.View view = key.read();
            try (LiveScreen screen = invocation.console().live()) {
                Instant now = invocation.now();
                while (!view.over(now)) {
                    screen.draw(lines(view, now));
                    if (screen.keyPressed(toNextSecond(now))) {
                        return;
                    }
                    now = invocation.now();
                    view = refreshed(key, view, now);
                }
            }
        }
    }

    private WatchedKey.View refreshed(WatchedKey key, WatchedKey.View view, Instant now) throws IOException {
        if (now.isBefore(view.refreshAt())) {
            return view;
        }
        try {
            WatchedKey.View fresh = key.read();
            trouble = "";
            return fresh;
        } catch (PcscException e) {
            if (e.kind() == PcscException.Kind.INTERRUPTED) {
                throw e;
            }
            trouble = e.getMessage() + "; waiting";
            return view;
        }
    }

    private List<String> lines(WatchedKey.View view, Instant now) {
        List<String> lines = new ArrayList<>(view.lines(now));
        lines.add(trouble.isEmpty() ? "(any key ends)" : "(" + trouble + "; any key ends)");
        return lines;
    }

    private static Duration toNextSecond(Instant now) {
        return Duration.between(now, now.truncatedTo(ChronoUnit.SECONDS).plusSeconds(1));
    }
}
