package ykaws.shell;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import ykaws.oath.OathException;
import ykaws.pcsc.PcscException;

/** Turns what a layer throws into what the user reads: the only place that gives advice. */
final class Problems {
    private Problems() {}

    /** @param verbosity with 2, a failure that nobody foresaw shows where it happened */
    static Problem of(Throwable e, Map<String, String> environment, int verbosity) {
        Throwable cause = e instanceof UncheckedIOException && e.getCause() != null ? e.getCause() : e;
        if (cause instanceof Failure failure) {
            return failure.problem();
        }
        if (cause instanceof PcscException pcsc) {
            return PcscProblems.of(pcsc, System.getProperty("os.name"), environment);
        }
        if (cause instanceof OathException oath) {
            return OathProblems.of(oath);
        }
        if (isInterruption(cause)) {
            return interrupted();
        }
        Problem aws = cause instanceof IOException io ? AwsProblems.of(io) : null;
        return aws != null ? aws : unforeseen(cause, verbosity);
    }

    static boolean isInterruption(@Nullable Throwable e) {
        return e instanceof InterruptedIOException
                || e instanceof InterruptedException
                || e instanceof ClosedByInterruptException;
    }

    static Problem interrupted() {
        return new Problem("interrupted", "interrupted", List.of(), ExitCode.INTERRUPTED);
    }

    private static Problem unforeseen(Throwable e, int verbosity) {
        if (e instanceof IOException io) {
            return new Problem("io", message(io), List.of(), ExitCode.UNEXPECTED);
        }
        String where = verbosity > 1 ? trace(e) : e.getClass().getName();
        return new Problem(
                "bug",
                "an unexpected failure: " + where + (e.getMessage() == null ? "" : ": " + e.getMessage()),
                List.of("run it again with -vv and report what it prints"),
                ExitCode.UNEXPECTED);
    }

    private static String message(IOException e) {
        String text = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        if (e instanceof NoSuchFileException) {
            return "no such file: " + text;
        }
        return e instanceof AccessDeniedException ? "no permission: " + text : text;
    }

    private static String trace(Throwable e) {
        StringWriter text = new StringWriter();
        e.printStackTrace(new PrintWriter(text));
        return text.toString();
    }

    static @Nullable String firstOrNull(List<String> list) {
        return list.isEmpty() ? null : list.get(0);
    }
}
