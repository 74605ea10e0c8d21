package ykaws.shell.command;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import ykaws.shell.CommandRunner;
import ykaws.shell.Invocation;
import ykaws.shell.Problem;
import ykaws.shell.script.Script;
import ykaws.shell.script.ScriptLine;

/** {@code run}. */
@Command(
        name = "run",
        description = {
            "Run a file of commands, one a line, and stop at the first that fails, with its file and line and the"
                    + " command's exit code.",
            "",
            "  # COMMENT",
            "  NAME=value            set a variable of the script",
            "  enroll $${NAME}        its value, or the environment's, as one argument",
            "  expect 0 7: COMMAND   go on if the exit code is 0 or 7, else stop",
            "  on 7: COMMAND         run it only if the last command ended with 7",
            "",
            "NAME=value after FILE sets variables, too. They end with the script, and commands that it runs do not find"
                    + " them in their environment. Secrets belong into the environment or a file, not here.",
            "",
            "Example: ykaws run onboarding.ykaws USER=ann"
        })
final class RunCommand implements Callable<Integer> {
    private final Invocation invocation;

    @Parameters(index = "0", paramLabel = "FILE", description = "The script.")
    Path file = Path.of("");

    @Parameters(index = "1..*", arity = "0..*", paramLabel = "NAME=value", description = "Variables of the script.")
    List<String> variables = new ArrayList<>();

    RunCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() throws IOException {
        // Not only regular files: a shell's <(...) is a pipe.
        if (!Files.exists(file) || Files.isDirectory(file)) {
            throw Problem.usage("no such script: " + file).failure();
        }
        // Each line holds back its own.
        invocation.console().tellHeld();
        CommandRunner runner = new CommandRunner(invocation.app());
        Script script = new Script(invocation.app(), runner, invocation.options());
        for (String each : variables) {
            String name = ScriptLine.assignedName(each);
            if (name == null) {
                throw Problem.usage("after the script stand variables, NAME=value", "ykaws run --help")
                        .failure();
            }
            script.set(name, each.substring(name.length() + 1));
        }
        try (BufferedReader source = Files.newBufferedReader(file)) {
            return script.run(source, file.toString());
        }
    }
}
