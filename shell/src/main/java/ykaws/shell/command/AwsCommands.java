package ykaws.shell.command;

import org.jspecify.annotations.Nullable;
import ykaws.shell.Invocation;

/** The commands that deal with AWS, apart from the others so that naming one of those loads none of these. */
final class AwsCommands {
    private AwsCommands() {}

    static @Nullable Object command(String name, Invocation invocation) {
        return switch (name) {
            case "enroll" -> new EnrollCommand(invocation);
            case "status" -> new StatusCommand(invocation);
            case "doctor" -> new DoctorCommand(invocation);
            case "resync" -> new ResyncCommand(invocation);
            case "unenroll" -> new UnenrollCommand(invocation);
            case "add" -> new AddCommand(invocation);
            case "list" -> new ListCommand(invocation);
            case "remove" -> new RemoveCommand(invocation);
            case "exec" -> new ExecCommand(invocation);
            case "export" -> new ExportCommand(invocation);
            case "login" -> new LoginCommand(invocation);
            case "serve" -> new ServeCommand(invocation);
            case "clear" -> new ClearCommand(invocation);
            default -> VaultCommands.command(name, invocation);
        };
    }
}
