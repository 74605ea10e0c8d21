package ykaws.shell.jline;

import java.io.IOException;
import java.util.List;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.UserInterruptException;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import ykaws.shell.App;
import ykaws.shell.CommandRunner;
import ykaws.shell.ExitCode;
import ykaws.shell.GlobalOptions;
import ykaws.shell.Invocation;
import ykaws.shell.script.Line;
import ykaws.shell.script.LineSyntaxException;

/** {@code ykaws>}: a line at a time, until Ctrl-D. An error ends the line, never the shell. */
public final class InteractiveShell {
    private final App outer;
    private final GlobalOptions start;

    /** @param start the options given at the start, which each line takes unless it has its own */
    public InteractiveShell(App app, GlobalOptions start) {
        this.outer = app;
        this.start = start;
    }

    /** Runs the shell on the terminal of this process. */
    public int run() throws IOException {
        try (Terminal terminal = TerminalBuilder.builder()
                .name("ykaws")
                .system(true)
                .nativeSignals(true)
                .signalHandler(Terminal.SignalHandler.SIG_IGN)
                .build()) {
            return run(terminal);
        }
    }

    int run(Terminal terminal) throws IOException {
        App app = outer.withConsole(new JlineConsole(terminal));
        CommandRunner runner = new CommandRunner(app);
        Invocation atStart = new Invocation(app, start, App.NO_INPUT, Invocation.Origin.SHELL);
        LineReader reader = new ShellReader(runner, atStart).on(terminal);
        String prompt = atStart.world().isSandbox() ? "ykaws(sandbox)> " : "ykaws> ";
        ForegroundCommand foreground = new ForegroundCommand(terminal);
        while (true) {
            String text;
            try {
                text = reader.readLine(prompt);
            } catch (UserInterruptException e) {
                continue;
            } catch (EndOfFileException e) {
                return ExitCode.DONE;
            }
            if (runLine(text, app, runner, foreground) == LEAVE) {
                return ExitCode.DONE;
            }
        }
    }

    private static final int LEAVE = -1;

    private int runLine(String text, App app, CommandRunner runner, ForegroundCommand foreground) {
        List<String> words;
        try {
            words = Line.parse(text).expand(app.environment());
        } catch (LineSyntaxException e) {
            app.console().error("ykaws: error: " + e.getMessage());
            return ExitCode.USAGE;
        }
        if (words.isEmpty()) {
            return ExitCode.DONE;
        }
        if (words.size() == 1 && (words.get(0).equals("exit") || words.get(0).equals("quit"))) {
            return LEAVE;
        }
        return foreground.run(
                () -> runner.run(words, new CommandRunner.Setting(App.NO_INPUT, Invocation.Origin.SHELL, start)));
    }
}
