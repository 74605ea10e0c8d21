package ykaws.shell.script;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import ykaws.shell.App;
import ykaws.shell.CommandRunner;
import ykaws.shell.Console;
import ykaws.shell.ExitCode;
import ykaws.shell.GlobalOptions;
import ykaws.shell.Invocation;

/** Runs lines of commands in turn and stops at the first that fails. */
public final class Script {
    private final CommandRunner runner;
    private final Console console;
    private final Map<String, String> variables;
    private final CommandRunner.Setting setting;

    /** @param start the options given at the start, which hold for each line that has none of its own */
    public Script(App app, CommandRunner runner, GlobalOptions start) {
        this.runner = runner;
        this.console = app.console();
        this.variables = app.environment();
        this.setting = new CommandRunner.Setting(App.NO_INPUT, Invocation.Origin.SCRIPT, start);
    }

    /**
     * Runs all lines of {@code source}.
     *
     * @param name how messages call it: a file's name, or {@code standard input}
     * @return 0, or the exit code of the line that failed
     */
    public int run(BufferedReader source, String name) throws IOException {
        int number = 0;
        for (String line = source.readLine(); line != null; line = source.readLine()) {
            number++;
            int code = runLine(line);
            if (code != ExitCode.DONE) {
                console.error("ykaws: " + name + ", line " + number + ": " + line.strip());
                return code;
            }
        }
        return ExitCode.DONE;
    }

    private int runLine(String text) {
        List<String> words;
        try {
            words = Line.parse(text).expand(variables);
        } catch (LineSyntaxException e) {
            console.error("ykaws: error: " + e.getMessage());
            return ExitCode.USAGE;
        }
        return words.isEmpty() ? ExitCode.DONE : runner.run(words, setting);
    }
}
