package ykaws.shell;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import ykaws.pcsc.KeyFinder;
import ykaws.pcsc.KeySelector;

/** One command line being run: the program, the options of this line, and where it came from. */
public final class Invocation {
    private final App app;
    private final GlobalOptions options;
    private final InputStream input;
    private final Origin origin;
    private List<String> tail = List.of();
    private boolean tailGiven;
    private @Nullable World world;

    /** Where a line came from. */
    public enum Origin {
        /** The arguments of the process. */
        ARGUMENTS,
        /** A script or standard input. */
        SCRIPT,
        /** The interactive shell. */
        SHELL
    }

    public Invocation(App app, GlobalOptions options, InputStream input, Origin origin) {
        this.app = app;
        this.options = options;
        this.input = input;
        this.origin = origin;
    }

    /** The same origin with options that no line has filled yet. */
    Invocation fresh() {
        return new Invocation(app, new GlobalOptions(), input, origin);
    }

    public App app() {
        return app;
    }

    public GlobalOptions options() {
        return options;
    }

    public Console console() {
        return app.console();
    }

    public Origin origin() {
        return origin;
    }

    /** Standard input as this command may read it: empty in the shell and in scripts. */
    public InputStream input() {
        return input;
    }

    public Instant now() {
        return app.clock().instant();
    }

    /** The words after the first {@code --}, which belong to another program. */
    public List<String> tail() {
        return tail;
    }

    /** Whether there was a {@code --}. */
    public boolean tailGiven() {
        return tailGiven;
    }

    void setTail(List<String> words) {
        tail = List.copyOf(words);
        tailGiven = true;
    }

    public synchronized World world() {
        if (world == null) {
            world = app.worlds().apply(options);
        }
        return world;
    }

    /** Progress for those who asked for it with {@code -v}. */
    public void progress(String line) {
        if (options.verbosity() > 0) {
            console().error("ykaws: " + line);
        }
    }

    /** Whether a person can be asked: there is a terminal and nobody said {@code --no-input}. */
    public boolean canAsk() {
        return !options.noInput() && console().canAsk();
    }

    /**
     * Asks before something that cannot be taken back.
     *
     * @param what the question, without the choice
     * @throws Failure with exit code 2 if nobody can be asked, 130 if the answer is no
     */
    public void confirm(String what, boolean force) throws IOException {
        if (force) {
            return;
        }
        if (!canAsk()) {
            throw Problem.usage("needs a confirmation: " + what, "add --force to go on without being asked")
                    .failure();
        }
        String answer = console().ask(what + " [y/N] ").trim();
        if (!answer.equalsIgnoreCase("y") && !answer.equalsIgnoreCase("yes")) {
            throw new Problem("cancelled", "cancelled, nothing was changed", List.of(), ExitCode.INTERRUPTED).failure();
        }
    }

    /** The finder of keys, with this line's notices and trace. */
    public KeyFinder keys() {
        Console console = console();
        return new KeyFinder(
                world().readers(),
                new KeyFinder.Options(
                        world().folders().state().resolve("locks"),
                        console::say,
                        options.verbosity() > 1 ? line -> console.error("ykaws: apdu: " + line) : null,
                        app.pause()));
    }

    /** The one key that this line is about. */
    public KeySelector keySelector() {
        List<String> serials = serials();
        if (serials.size() > 1) {
            throw Problem.usage("this command works on one key, and --key was given " + serials.size() + " times")
                    .failure();
        }
        String reader =
                options.reader() != null ? options.reader() : app.environment().get("YKAWS_READER");
        return new KeySelector(
                serials.isEmpty() ? OptionalInt.empty() : OptionalInt.of(serial(serials.get(0))), reader);
    }

    private List<String> serials() {
        String fromEnvironment = app.environment().getOrDefault("YKAWS_KEY", "");
        if (!options.keys().isEmpty() || fromEnvironment.isEmpty()) {
            return options.keys();
        }
        return List.of(fromEnvironment.split(","));
    }

    private static int serial(String text) {
        try {
            return Integer.parseUnsignedInt(text.trim());
        } catch (NumberFormatException e) {
            throw Problem.usage("'" + text + "' is not a serial number", "ykaws key list")
                    .failure();
        }
    }
}
