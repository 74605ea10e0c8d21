package ykaws.shell;

import java.util.List;

/**
 * A failure as the user is told of it.
 *
 * @param kind a stable word for programs (`error.kind` in JSON)
 * @param message lower case, no full stop
 * @param hints exact commands or steps, each on a line of its own
 * @param exitCode one of {@link ExitCode}
 */
public record Problem(String kind, String message, List<String> hints, int exitCode) {
    public Problem {
        hints = List.copyOf(hints);
    }

    public static Problem usage(String message, String... hints) {
        return new Problem("usage", message, List.of(hints), ExitCode.USAGE);
    }

    /** As an exception, for the commands. */
    public Failure failure() {
        return new Failure(this);
    }
}
