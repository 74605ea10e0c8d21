package ykaws.shell;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import ykaws.aws.ShellQuote;

/**
 * Hands a command over to the launcher, which becomes it.
 *
 * <p>A JVM that stays as the parent of a command stands between it and its signals, its job control and its exit code.
 * So the launcher keeps an inherited pipe open, and gets through it a few lines of shell that set the environment and
 * {@code exec} the command. Neither the environment nor the arguments touch a file or a command line.
 */
public final class Handoff {
    private final String descriptor;

    private Handoff(String descriptor) {
        this.descriptor = descriptor;
    }

    /** The pipe to the launcher, if this process has one. */
    public static Optional<Handoff> toLauncher() {
        return Optional.ofNullable(System.getProperty("ykaws.handoff")).map(fd -> new Handoff("/dev/fd/" + fd));
    }

    /** The words that start ykaws once more. */
    public static List<String> launcherCommand() {
        String launcher = System.getProperty("ykaws.launcher");
        if (launcher == null) {
            throw new IllegalStateException("ykaws was not started by its launcher");
        }
        return List.of(launcher);
    }

    /** The launcher, which lives on as the command. */
    public static ProcessHandle launcherProcess() {
        long pid = Long.parseLong(System.getProperty("ykaws.launcher.pid"));
        return ProcessHandle.of(pid).orElseThrow(() -> new IllegalStateException("the launcher is gone"));
    }

    /**
     * From now on this process ends with the launcher. That one has the process id by which others know the command, and
     * dies of a signal to it without a word to us, who would go on asking for a touch that is for nobody. For what may
     * take long: it costs some milliseconds.
     */
    public static void endWithLauncher() {
        if (toLauncher().isPresent()) {
            ProcessHandle launcher = launcherProcess();
            Thread watch = new Thread(
                    () -> {
                        launcher.onExit().join();
                        endThisProcess();
                    },
                    "watch of the launcher");
            watch.setDaemon(true);
            watch.start();
        }
    }

    /** As that signal would: with all that is to be done at the end. */
    private static void endThisProcess() {
        try {
            new ProcessBuilder(
                            "kill",
                            "-TERM",
                            Long.toString(ProcessHandle.current().pid()))
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Sends the command. The caller then ends the process with exit code 0.
     *
     * @param command the command that the launcher becomes
     * @param set variables to set
     * @param unset variables to remove
     */
    public void send(Command command, Map<String, String> set, Iterable<String> unset) throws IOException {
        try (OutputStream pipe = new FileOutputStream(descriptor)) {
            pipe.write(script(command, set, unset).getBytes(StandardCharsets.UTF_8));
        }
    }

    /**
     * What the launcher becomes.
     *
     * @param words the command
     * @param skip how many of the launcher's own arguments stand before the command, or -1 if the command is not among
     *     them. Words that the launcher has itself are run from there, byte for byte, whatever their encoding.
     */
    public record Command(List<String> words, int skip) {}

    static String script(Command command, Map<String, String> set, Iterable<String> unset) {
        StringBuilder script = new StringBuilder();
        for (String name : unset) {
            script.append("unset ").append(name).append('\n');
        }
        set.forEach((name, value) -> script.append("export ")
                .append(name)
                .append('=')
                .append(ShellQuote.always(value))
                .append('\n'));
        if (command.skip() >= 0) {
            script.append("shift ").append(command.skip()).append("\nexec \"$@\"");
        } else {
            script.append("exec");
            for (String word : command.words()) {
                script.append(' ').append(ShellQuote.always(word));
            }
        }
        return script.append('\n').toString();
    }
}
