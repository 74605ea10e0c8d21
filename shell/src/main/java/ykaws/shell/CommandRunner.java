package ykaws.shell;

import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import ykaws.shell.script.Line;
import ykaws.shell.script.LineSyntaxException;

/** Runs one line of words and reports how it ended. */
public final class CommandRunner {
    private final App app;
    private final CommandTree tree;

    public CommandRunner(App app) {
        this.app = app;
        this.tree = new CommandTree(app.extras());
    }

    public CommandTree tree() {
        return tree;
    }

    /**
     * What a line is run with.
     *
     * @param place where the line stands, for errors that are documents; null if it stands alone
     */
    public record Setting(
            InputStream input,
            Invocation.Origin origin,
            @Nullable GlobalOptions start,
            @Nullable String place) {
        public Setting(InputStream input, Invocation.Origin origin, @Nullable GlobalOptions start) {
            this(input, origin, start, null);
        }

        /** The same for the line at {@code other}. */
        public Setting at(String other) {
            return new Setting(input, origin, start, other);
        }
    }

    /**
     * Parses and runs. What goes wrong is printed.
     *
     * @return the exit code
     */
    public int run(List<String> words, Setting setting) {
        Words line = Words.of(words);
        Invocation invocation = invocation(line, setting);
        try {
            Callable<Integer> direct = DirectLine.read(line.head(), invocation.options(), invocation);
            if (direct != null) {
                applyStart(invocation, setting.start());
                tellOfSignals(invocation);
            } else {
                invocation = invocation(line, setting);
            }
            int code = direct != null ? direct.call() : execute(parse(line, invocation), invocation, setting.start());
            invocation.console().tellHeld();
            return code;
        } catch (ParameterException e) {
            invocation.options().readOutput(line.head(), setting.start());
            return report(ParseProblems.of(e), invocation, setting.place());
        } catch (Throwable e) {
            int verbosity = invocation.options().verbosity();
            return report(Problems.of(e, app.environment(), verbosity), invocation, setting.place());
        }
    }

    private Invocation invocation(Words line, Setting setting) {
        GlobalOptions options = new GlobalOptions();
        App heard = app.withConsole(new HeldConsole(app.console(), options));
        Invocation invocation = new Invocation(heard, options, setting.input(), setting.origin());
        if (line.tail() != null) {
            invocation.setTail(line.tail());
        }
        return invocation;
    }

    /**
     * A signal ends the process without a word. Where errors are documents, one tells of it, unless the command has told
     * of its end already. (Commands that undo something when a signal comes handle it themselves.)
     */
    private void tellOfSignals(Invocation invocation) {
        boolean alone = invocation.origin() == Invocation.Origin.ARGUMENTS;
        if (alone && invocation.options().json() && invocation.console() instanceof HeldConsole held) {
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                if (!held.passes()) {
                    report(Problems.interrupted(), invocation, null);
                }
            }));
        }
    }

    /** The options given at the start of the shell or of a script hold for each of its lines. */
    private static void applyStart(Invocation invocation, @Nullable GlobalOptions start) {
        if (start != null) {
            if (invocation.options().sandbox() != null) {
                throw Problem.usage("--sandbox belongs to the start of ykaws, not to one of its lines")
                        .failure();
            }
            invocation.options().inherit(start);
        }
    }

    private ParseResult parse(Words line, Invocation invocation) {
        List<String> words = line.head();
        if (words.contains("--help") || words.contains("-h")) {
            return parse(tree.all(invocation), words, line);
        }
        try {
            return parse(tree.forWords(words, invocation), words, line);
        } catch (ParameterException e) {
            return parse(tree.all(invocation), words, line);
        }
    }

    private static ParseResult parse(CommandLine commands, List<String> words, Words line) {
        CommandLine exec = commands.getSubcommands().get("exec");
        if (exec != null && line.tail() == null) {
            // Without "--", whatever follows the profile belongs to the other program, options included.
            exec.setStopAtPositional(true);
        }
        return commands.parseArgs(words.toArray(new String[0]));
    }

    private int execute(ParseResult parsed, Invocation invocation, @Nullable GlobalOptions start) throws Exception {
        List<CommandLine> chain = parsed.asCommandLineList();
        CommandLine last = chain.get(chain.size() - 1);
        if (printHelp(chain)) {
            return ExitCode.DONE;
        }
        applyStart(invocation, start);
        tellOfSignals(invocation);
        if (chain.size() == 1 && start == null) {
            return app.noCommand().run(app, this, invocation.options());
        }
        if (chain.size() == 1) {
            throw Problem.usage("no command in this line", "ykaws --help").failure();
        }
        if (invocation.tailGiven() && !(last.getCommand() instanceof TakesTail)) {
            throw Problem.usage("'" + last.getCommandSpec().qualifiedName() + "' takes no words after '--'")
                    .failure();
        }
        Object command = last.getCommand();
        if (command instanceof Callable<?> callable) {
            return (Integer) callable.call();
        }
        ((Runnable) command).run();
        return ExitCode.DONE;
    }

    /** The help of the command whose name is there; the version, which is that of all commands. */
    private static boolean printHelp(List<CommandLine> chain) {
        CommandLine root = chain.get(0);
        for (CommandLine each : chain) {
            if (each.isUsageHelpRequested()) {
                chain.get(chain.size() - 1).usage(root.getOut());
                return true;
            }
        }
        for (CommandLine each : chain) {
            if (each.isVersionHelpRequested()) {
                root.printVersionHelp(root.getOut());
                return true;
            }
        }
        return false;
    }

    /**
     * Whether a line may go into a history: it parses, and no secret stands in it.
     *
     * <p>A line that does not parse may hold anything, a pasted secret for one.
     */
    public boolean mayBeRemembered(String text, Invocation atStart) {
        try {
            Words line = Words.of(Line.parse(text).rawWords());
            ParseResult parsed = parse(tree.all(atStart.fresh()), line.head(), line);
            List<CommandLine> chain = parsed.asCommandLineList();
            return !(chain.get(chain.size() - 1).getCommand() instanceof MayHoldSecret secret) || !secret.holdsSecret();
        } catch (LineSyntaxException | ParameterException e) {
            return false;
        }
    }

    private int report(Problem problem, Invocation invocation, @Nullable String place) {
        invocation.console().clearStatus();
        if (!invocation.options().json()) {
            report(problem, false);
            return problem.exitCode();
        }
        List<String> hints = new ArrayList<>(problem.hints());
        if (invocation.console() instanceof HeldConsole held) {
            hints.addAll(held.endWithError());
        }
        if (place != null) {
            hints.add(place);
        }
        report(new Problem(problem.kind(), problem.message(), hints, problem.exitCode()), true);
        return problem.exitCode();
    }

    /** Prints a failure that is no command's own. */
    public void report(Problem problem, boolean json) {
        if (json) {
            app.console().error(json(problem));
            return;
        }
        app.console().error("ykaws: error: " + problem.message());
        for (String hint : problem.hints()) {
            app.console().error("ykaws: hint: " + hint);
        }
    }

    private static String json(Problem problem) {
        Json json = new Json().beginObject().name("error").beginObject();
        json.field("kind", problem.kind()).field("message", problem.message());
        json.name("hints").beginArray();
        for (String hint : problem.hints()) {
            json.value(hint);
        }
        return json.endArray().endObject().endObject().toString();
    }

    /** The parts of a line that picocli must not see as they are. */
    record Words(List<String> head, @Nullable List<String> tail) {
        static Words of(List<String> words) {
            int end = words.indexOf("--");
            List<String> head = new ArrayList<>(end < 0 ? words : words.subList(0, end));
            if (!head.isEmpty() && head.get(0).equals("help")) {
                // As it is typed at other programs: help, help oath add.
                head.remove(0);
                head.add("--help");
            }
            // An option with an optional value would eat the next word; the value of this one is only ever attached.
            Collections.replaceAll(head, "--sandbox", SANDBOX_ALONE);
            return new Words(head, end < 0 ? null : words.subList(end + 1, words.size()));
        }
    }

    /** {@code --sandbox} as it is handed to picocli. The NUL cannot come from a command line, so it can be undone. */
    static final String SANDBOX_ALONE = "--sandbox=\0";

    /** The words of another program as they were typed. */
    public static List<String> verbatim(List<String> words) {
        List<String> result = new ArrayList<>(words);
        Collections.replaceAll(result, SANDBOX_ALONE, "--sandbox");
        return result;
    }
}
