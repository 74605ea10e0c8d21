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
            "key config usb",
            "key config nfc",
            "key config lock-code",
            "key config mode",
            "oath info",
            "oath list",
            "oath add",
            "oath import",
            "oath code",
            "oath rename",
            "oath delete",
            "oath reset",
            "oath password set",
            "oath password remove",
            "oath password remember",
            "oath password forget",
            "code",
            "enroll",
            "status",
            "doctor",
            "resync",
            "unenroll",
            "add",
            "list",
            "remove",
            "rotate",
            "exec",
            "export",
            "login",
            "serve",
            "clear",
            "run",
            "completion",
            "vault info",
            "vault unlocker list",
            "vault unlocker add",
            "vault unlocker remove");

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
                    case "key config usb" -> new KeyConfigUsb(invocation);
                    case "key config nfc" -> new KeyConfigNfc(invocation);
                    case "key config lock-code" -> new KeyConfigLockCode(invocation);
                    case "key config mode" -> new KeyConfigMode(invocation);
                    case "completion" -> new CompletionCommand(invocation);
                    case "run" -> new RunCommand(invocation);
                    case "oath info" -> new OathInfo(invocation);
                    case "oath list" -> new OathList(invocation);
                    case "oath add" -> new OathAdd(invocation);
                    case "oath import" -> new OathImport(invocation);
                    case "oath code", "code" -> new CodeCommand(invocation);
                    case "oath rename" -> new OathRename(invocation);
                    case "oath reset" -> new OathReset(invocation);
                    case "oath delete" -> new OathDelete(invocation);
                    case "oath password set" -> new PasswordSet(invocation);
                    case "oath password remove" -> new PasswordRemove(invocation);
                    case "oath password remember" -> new PasswordRemember(invocation);
                    case "oath password forget" -> new PasswordForget(invocation);
                    default -> AwsCommands.command(name, invocation);
                });
    }

    /** What a group of commands is for; shown by its help. */
    public static String groupDescription(String group) {
        return switch (group) {
            case "key" -> "The YubiKeys that are plugged in.";
            case "key config" -> "The configuration of a YubiKey: its applications over USB and NFC, its lock code.";
            case "oath" -> "The OATH application of a YubiKey: its accounts and codes.";
            case "oath password" -> "The password of the OATH application.";
            case "vault" -> "The file of sealed access keys.";
            case "vault unlocker" -> "What unlocks the vault: keyring, passphrase, YubiKey, recovery code.";
            case "sandbox" -> "The software key and the local AWS.";
            default -> "";
        };
    }
}
