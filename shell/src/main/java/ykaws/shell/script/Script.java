package ykaws.shell.script;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import ykaws.shell.App;
import ykaws.shell.CommandRunner;
import ykaws.shell.Console;
import ykaws.shell.ExitCode;
import ykaws.shell.GlobalOptions;
import ykaws.shell.Invocation;
import ykaws.shell.Problem;

/** Runs lines of commands in turn and stops at the first that ends otherwise than expected. */
public final class Script {
    private final CommandRunner runner;
    private final Console console;
    private final Map<String, String> variables;
    private final CommandRunner.Setting setting;
    private final boolean json;
    private int last = ExitCode.DONE;

    /** @param start the options given at the start, which hold for each line that has none of its own */
    public Script(App app, CommandRunner runner, GlobalOptions start) {
        this.runner = runner;
        this.console = app.console();
        this.variables = new LinkedHashMap<>(app.environment());
        this.json = start.json();
        this.setting = new CommandRunner.Setting(App.NO_INPUT, Invocation.Origin.SCRIPT, start);
    }

    /** Sets a variable of the script; it hides one of the environment, and no command sees it there. */
    public Script set(String name, String value) {
        variables.put(name, value);
        return this;
    }

    /**
     * Runs all lines of {@code source}.
     *
     * @param name how messages call it: a file's name, or {@code standard input}
     * @return 0, or the exit code of the line that ended it; 1 if that was a 0 that was not expected
     */
    public int run(BufferedReader source, String name) throws IOException {
        int number = 0;
        for (String line = source.readLine(); line != null; line = source.readLine()) {
            number++;
            String place = name + ", line " + number + ": " + line.strip();
            int code = runLine(line, place);
            if (code != ExitCode.DONE) {
                if (!json) {
                    console.error("ykaws: " + place);
                }
                return code;
            }
        }
        return ExitCode.DONE;
    }

    /** Returns 0 if the script goes on. */
    private int runLine(String text, String place) {
        try {
            ScriptLine line = ScriptLine.parse(text);
            String variable = line.variable();
            if (variable != null) {
                variables.put(variable, line.value(variables));
                return ExitCode.DONE;
            }
            return line.isEmpty() || !line.runsAfter(last)
                    ? ExitCode.DONE
                    : runCommand(line, line.command(variables), place);
        } catch (LineSyntaxException e) {
            return fail(new Problem("usage", e.getMessage(), List.of(), ExitCode.USAGE), place);
        }
    }

    private int runCommand(ScriptLine line, List<String> words, String place) {
        last = runner.run(words, setting.at(place));
        if (line.expects(last)) {
            return ExitCode.DONE;
        }
        return last == ExitCode.DONE
                ? fail(
                        new Problem(
                                "unexpected-success", "exit code 0 was not expected", List.of(), ExitCode.UNEXPECTED),
                        place)
                : last;
    }

    private int fail(Problem problem, String place) {
        List<String> hints = json ? List.of(place) : List.of();
        runner.report(new Problem(problem.kind(), problem.message(), hints, problem.exitCode()), json);
        return problem.exitCode();
    }
}
