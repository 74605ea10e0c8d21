package ykaws;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import ykaws.aws.ShellQuote;
import ykaws.shell.App;
import ykaws.shell.CommandRunner;
import ykaws.shell.GlobalOptions;
import ykaws.shell.Invocation;
import ykaws.shell.Problem;

/** {@code demo}: the commands of the README, run for real in a sandbox. */
@Command(name = "demo", description = "Show the whole journey in a sandbox: enroll, code, exec. No key, no AWS needed.")
final class DemoCommand implements Callable<Integer> {
    private final Invocation invocation;

    DemoCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() throws IOException {
        if (invocation.origin() == Invocation.Origin.SHELL) {
            throw Problem.usage("the demo is a program of its own", "ykaws demo")
                    .failure();
        }
        GlobalOptions start = new GlobalOptions();
        start.setSandbox(folder().toString());
        CommandRunner runner = new CommandRunner(invocation.app());
        for (List<String> step : steps()) {
            invocation.console().print("$ ykaws --sandbox " + ShellQuote.command(step));
            int code = runner.run(step, new CommandRunner.Setting(App.NO_INPUT, Invocation.Origin.SCRIPT, start));
            if (code != 0) {
                return code;
            }
        }
        return 0;
    }

    private List<List<String>> steps() {
        return List.of(
                List.of("enroll", "dev"),
                List.of("code", "dev"),
                List.of(
                        "exec",
                        "dev-role",
                        "--",
                        "sh",
                        "-c",
                        "echo \"I am $AWS_VAULT until $AWS_CREDENTIAL_EXPIRATION\""));
    }

    /** The sandbox asked for, or one made anew for each demo. */
    private Path folder() throws IOException {
        if (invocation.world() instanceof SandboxWorld world) {
            return world.folder().path();
        }
        Path folder = invocation.world().folders().state().resolve("demo");
        if (Files.exists(folder)) {
            try (Stream<Path> all = Files.walk(folder)) {
                for (Path each : all.sorted(java.util.Comparator.reverseOrder()).toList()) {
                    Files.delete(each);
                }
            }
        }
        return folder;
    }
}
