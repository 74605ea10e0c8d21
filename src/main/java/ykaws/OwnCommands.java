package ykaws;

import java.util.List;
import java.util.Optional;
import ykaws.shell.CommandSource;
import ykaws.shell.Invocation;

/** The commands that know the sandbox, which the shell does not. */
final class OwnCommands implements CommandSource {
    private static final List<String> NAMES = List.of(
            "template", "demo", "sandbox info", "sandbox reset", "sandbox serve", "sandbox attach", "sandbox users");

    @Override
    public List<String> names() {
        return NAMES;
    }

    @Override
    public Optional<Object> command(String name, Invocation invocation) {
        return Optional.ofNullable(
                switch (name) {
                    case "template" -> new TemplateCommand(invocation);
                    case "demo" -> new DemoCommand(invocation);
                    case "sandbox info" -> new SandboxInfo(invocation);
                    case "sandbox reset" -> new SandboxReset(invocation);
                    case "sandbox serve" -> new SandboxServe(invocation);
                    case "sandbox attach" -> new SandboxAttach(invocation);
                    case "sandbox users" -> new SandboxUsers(invocation);
                    default -> null;
                });
    }

    /** The sandbox that a line is about. */
    static SandboxWorld sandbox(Invocation invocation) {
        if (invocation.world() instanceof SandboxWorld world) {
            return world;
        }
        throw ykaws.shell.Problem.usage("this command is about a sandbox", "add --sandbox, or --sandbox=DIR")
                .failure();
    }
}
