package ykaws.shell.command;

import java.io.File;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import ykaws.shell.jline.ForwardedSignals;

/**
 * A program that runs as our child, where the launcher cannot become it: in the shell and in scripts.
 *
 * <p>It has the terminal meanwhile. What is typed there (Ctrl-C, Ctrl-Z) reaches it without us; what is sent to us is
 * passed on.
 */
final class Child {
    /**
     * HotSpot blocks SIGQUIT in all threads but one of its own, and what they start inherits that: Ctrl-\ would do
     * nothing. GNU's env(1) since coreutils 8.31 undoes it and becomes the program. Others don't know the option.
     */
    private static final List<String> UNBLOCKING = List.of("env", "--default-signal=QUIT", "--");

    private final List<String> command;
    private final Map<String, String> set;
    private final List<String> removed;

    Child(List<String> command, Map<String, String> set, List<String> removed) {
        this.command = command;
        this.set = set;
        this.removed = removed;
    }

    /** Runs it, and returns its exit code: 128 + n if signal n ended it. */
    int run() throws IOException {
        ProcessBuilder builder = new ProcessBuilder(unblocked(command)).inheritIO();
        removed.forEach(builder.environment()::remove);
        builder.environment().putAll(set);
        giveLocaleBack(builder.environment());
        try (ForwardedSignals signals = ForwardedSignals.install()) {
            Process process = builder.start();
            signals.to(process.toHandle());
            return waitFor(process);
        }
    }

    private static List<String> unblocked(List<String> command) throws IOException {
        if (command.get(0).contains("=") || !canUnblock()) {
            // To env, a first word with a "=" is a variable.
            return command;
        }
        List<String> words = new ArrayList<>(UNBLOCKING);
        words.addAll(command);
        return words;
    }

    private static boolean canUnblock() throws IOException {
        List<String> trial = new ArrayList<>(UNBLOCKING);
        trial.add("true");
        try {
            Process process = new ProcessBuilder(trial)
                    .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor() == 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException();
        } catch (IOException e) {
            return false;
        }
    }

    /** Ctrl-C in the shell interrupts this thread, but it was typed to the child, which decides what it means. */
    private static int waitFor(Process process) {
        boolean interrupted = true;
        while (interrupted) {
            try {
                process.waitFor();
                interrupted = false;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        return process.exitValue();
    }

    /** The launcher changes LC_ALL where this JVM could not read its arguments otherwise; the child gets the user's. */
    private static void giveLocaleBack(Map<String, String> environment) {
        String former = System.getProperty("ykaws.lc_all");
        if (former != null && former.isEmpty()) {
            environment.remove("LC_ALL");
        } else if (former != null) {
            environment.put("LC_ALL", former);
        }
    }
}
