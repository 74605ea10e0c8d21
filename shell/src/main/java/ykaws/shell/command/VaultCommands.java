package ykaws.shell.command;

import org.jspecify.annotations.Nullable;
import ykaws.shell.Invocation;

/** The commands about the vault itself. */
final class VaultCommands {
    private VaultCommands() {}

    static @Nullable Object command(String name, Invocation invocation) {
        return switch (name) {
            case "vault info" -> new VaultInfoCommand(invocation);
            case "vault unlocker list" -> new UnlockerList(invocation);
            case "vault unlocker add" -> new UnlockerAdd(invocation);
            case "vault unlocker remove" -> new UnlockerRemove(invocation);
            case "rotate" -> new RotateCommand(invocation);
            default -> null;
        };
    }
}
