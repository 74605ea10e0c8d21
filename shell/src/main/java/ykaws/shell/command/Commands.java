package ykaws.shell.command;

import java.util.List;
import java.util.Optional;
import ykaws.shell.CommandSource;
import ykaws.shell.Invocation;

/** The commands that every way into ykaws has. */
public final class Commands implements CommandSource {
    private static final List<String> NAMES = List.of(
            "key list",
            "key info",
            "oath info",
            "oath list",
            "oath add",
            "oath code",
            "oath delete",
            "oath password set",
            "oath password remove",
            "code",
            "enroll",
            "add",
            "list",
            "remove",
            "exec",
            "export",
            "clear",
            "run");

    @Override
    public List<String> names() {
        return NAMES;
    }

    @Override
    public Optional<Object> command(String name, Invocation invocation) {
        // A switch, not a table of lambdas: linking those would cost every start.
        return Optional.ofNullable(
                switch (name) {
                    case "key list" -> new KeyList(invocation);
                    case "key info" -> new KeyInfo(invocation);
                    case "run" -> new RunCommand(invocation);
                    case "oath info" -> new OathInfo(invocation);
                    case "oath list" -> new OathList(invocation);
                    case "oath add" -> new OathAdd(invocation);
                    case "oath code", "code" -> new CodeCommand(invocation);
                    case "oath delete" -> new OathDelete(invocation);
                    case "oath password set" -> new PasswordSet(invocation);
                    case "oath password remove" -> new PasswordRemove(invocation);
                    default -> AwsCommands.command(name, invocation);
                });
    }

    /** What a group of commands is for; shown by its help. */
    public static String groupDescription(String group) {
        return switch (group) {
            case "key" -> "The YubiKeys that are plugged in.";
            case "oath" -> "The OATH application of a YubiKey: its accounts and codes.";
            case "oath password" -> "The password of the OATH application.";
            case "sandbox" -> "The software key and the local AWS.";
            default -> "";
        };
    }
}
