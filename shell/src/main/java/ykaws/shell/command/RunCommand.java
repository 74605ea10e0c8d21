package ykaws.shell.command;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import ykaws.shell.CommandRunner;
import ykaws.shell.Invocation;
import ykaws.shell.Problem;
import ykaws.shell.script.Script;

/** {@code run}. */
@Command(
        name = "run",
        description = {
            "Run a file of commands, one a line, and stop at the first that fails.",
            "# begins a comment. ${NAME} is the value of an environment variable, always as one argument."
        })
final class RunCommand implements Callable<Integer> {
    private final Invocation invocation;

    @Parameters(paramLabel = "FILE", description = "The script.")
    Path file = Path.of("");

    RunCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() throws IOException {
        if (!Files.isRegularFile(file)) {
            throw Problem.usage("no such script: " + file).failure();
        }
        CommandRunner runner = new CommandRunner(invocation.app());
        try (BufferedReader source = Files.newBufferedReader(file)) {
            return new Script(invocation.app(), runner, invocation.options()).run(source, file.toString());
        }
    }
}
