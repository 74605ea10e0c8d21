package ykaws.shell;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import ykaws.aws.ShellQuote;
import ykaws.aws.keystore.KeystoreException;
import ykaws.aws.vault.Vault;
import ykaws.aws.vault.VaultException;

/** Advice for the vault and for keystores. */
final class VaultProblems {
    private VaultProblems() {}

    static Problem of(KeystoreException e) {
        if (Problems.isInterruption(e.getCause())) {
            return Problems.interrupted();
        }
        return new Problem(
                "keystore",
                e.getMessage(),
                List.of(
                        "Linux: run it in a desktop session with an unlocked keyring (gnome-keyring, KWallet, KeePassXC)",
                        "without one, give the password when it is asked for"),
                ExitCode.VAULT_UNAVAILABLE);
    }

    static Problem of(VaultException e) {
        if (Problems.isInterruption(e.getCause())) {
            return Problems.interrupted();
        }
        return switch (e.kind()) {
            case LOCKED -> new Problem("vault-locked", e.getMessage(), List.of(), ExitCode.LOCKED);
            case LAST_UNLOCKER ->
                new Problem("last-unlocker", e.getMessage(), List.of("ykaws vault unlocker add KIND"), ExitCode.USAGE);
            case NO_SUCH_UNLOCKER ->
                new Problem(
                        "no-such-unlocker",
                        e.getMessage(),
                        List.of("ykaws vault unlocker list"),
                        ExitCode.NOT_FOUND_OR_AMBIGUOUS);
            case MISSING -> unavailable("no-vault", e, goBack(e, "ykaws add PROFILE"));
            case DAMAGED -> unavailable("vault-damaged", e, goBack(e, "put a copy of it from a backup in its place"));
            case UNSAFE_FILE ->
                unavailable("vault-unsafe-file", e, "see whose it is, and who may write: ls -ld " + places(e));
            case IO ->
                unavailable(
                        "vault-io",
                        e,
                        "see who may write there: ls -ld " + places(e),
                        "see the free space: df " + folder(e));
            default ->
                unavailable(
                        "vault-" + e.kind().name().toLowerCase(Locale.ROOT).replace('_', '-'), e, "repeat the command");
        };
    }

    private static Problem unavailable(String kind, VaultException e, String... hints) {
        return new Problem(kind, e.getMessage(), List.of(hints), ExitCode.VAULT_UNAVAILABLE);
    }

    /** To the state before the last change, if that is still there. */
    private static String goBack(VaultException e, String otherwise) {
        Optional<Path> former = Vault.at(e.file()).former();
        return former.map(it -> "go back to the former state: mv " + word(it) + " " + word(e.file()))
                .orElse(otherwise);
    }

    private static String places(VaultException e) {
        return folder(e) + " " + word(e.file());
    }

    private static String folder(VaultException e) {
        Path folder = e.file().toAbsolutePath().getParent();
        return word(folder == null ? e.file() : folder);
    }

    private static String word(Path path) {
        return ShellQuote.word(path.toString());
    }
}
