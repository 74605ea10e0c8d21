package ykaws.shell;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import ykaws.pcsc.KeyFinder;
import ykaws.pcsc.KeySelector;
import ykaws.pcsc.OpenKey;
import ykaws.pcsc.PcscException;
import ykaws.pcsc.scp.Scp11b;

/** One command line being run: the program, the options of this line, and where it came from. */
public final class Invocation {
    private final App app;
    private final GlobalOptions options;
    private final InputStream input;
    private final Origin origin;
    private List<String> tail = List.of();
    private boolean tailGiven;
    private @Nullable World world;
    private Attention attention = Attention.AT_THE_TERMINAL;

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

    /** The same line for work of its own, that goes on while somebody else may have the terminal. */
    public Invocation aside(Console other, Attention where) {
        Invocation aside = new Invocation(app.withConsole(other), options, App.NO_INPUT, origin);
        aside.world = world();
        aside.attention = where;
        return aside;
    }

    public Attention attention() {
        return attention;
    }

    /** This command is often run by another program, which keeps to itself what it says. */
    public void mayBeUnseen() {
        attention = Attention.PERHAPS_NOWHERE;
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

    /** What a failure means to the user, for commands that go on after one. */
    public Problem problem(Throwable failure) {
        return Problems.of(failure, app.environment(), options.verbosity());
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
            throw cancelled();
        }
    }

    /**
     * Asks for a word to be typed before something that destroys much.
     *
     * @param what the question, without the words
     * @param words those of which one must be typed
     * @throws Failure as {@link #confirm}
     */
    public void confirmTyped(String what, List<String> words, boolean force) throws IOException {
        if (force) {
            return;
        }
        String ask = what + " Type " + String.join(" or ", words) + " to go on: ";
        if (!canAsk()) {
            throw Problem.usage("needs a confirmation: " + what, "add --force to go on without being asked")
                    .failure();
        }
        if (!words.contains(console().ask(ask).trim())) {
            throw cancelled();
        }
    }

    private static Failure cancelled() {
        return new Problem("cancelled", "cancelled, nothing was changed", List.of(), ExitCode.INTERRUPTED).failure();
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

    /**
     * Opens the key that this line is about. On a terminal it is waited for if it is not there; with
     * {@code --release-scdaemon} GnuPG is made to let it go.
     */
    public OpenKey openKey() throws IOException {
        return openKey(keySelector());
    }

    /** The same for the key that {@code selector} says. */
    public OpenKey openKey(KeySelector selector) throws IOException {
        OpenKey key;
        try {
            key = keys().open(selector);
        } catch (PcscException e) {
            key = new KeyRecovery(this, selector).open(e);
        }
        if (options.scp()) {
            key.encryptManagement(new Scp11b());
        }
        return key;
    }

    /** The one key that this line is about. */
    public KeySelector keySelector() {
        List<KeySelector> all = keySelectors();
        if (all.size() > 1) {
            throw Problem.usage("this command works on one key, and --key was given " + all.size() + " times")
                    .failure();
        }
        return all.get(0);
    }

    /** The keys that this line is about, for a command that takes several; one where none is named. */
    public List<KeySelector> keySelectors() {
        List<KeySelector> all = new ArrayList<>();
        for (String serial : serials()) {
            all.add(new KeySelector(OptionalInt.of(serial(serial)), readerFilter()));
        }
        return all.isEmpty() ? List.of(new KeySelector(OptionalInt.empty(), readerFilter())) : all;
    }

    /** As {@link KeySelector#reader}. */
    public @Nullable String readerFilter() {
        return options.reader() != null ? options.reader() : app.environment().get("YKAWS_READER");
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
