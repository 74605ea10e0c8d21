package ykaws.shell.doctor;

import java.util.List;
import ykaws.aws.vault.UnlockerInfo;
import ykaws.aws.vault.Vault;
import ykaws.aws.vault.VaultException;
import ykaws.shell.ExitCode;

/** Whether the vault is there and whole, as far as that shows while it is locked. */
public final class VaultCheck implements Check {
    private static final String NAME = "vault";

    private final Vault vault;

    public VaultCheck(Vault vault) {
        this.vault = vault;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<Result> run() {
        if (!vault.exists()) {
            return List.of(Result.skipped(NAME, "there is no vault yet", "ykaws add PROFILE"));
        }
        try {
            int count = vault.profiles().size();
            List<String> kinds = vault.unlockers().stream()
                    .map(UnlockerInfo::kind)
                    .distinct()
                    .toList();
            String profiles = count == 1 ? "1 profile" : count + " profiles";
            return List.of(Result.ok(NAME, "keys of " + profiles + ", unlocked by " + String.join(" or ", kinds)));
        } catch (VaultException e) {
            return List.of(Result.failed(
                    NAME,
                    ExitCode.VAULT_UNAVAILABLE,
                    e.getMessage(),
                    e.kind() == VaultException.Kind.DAMAGED
                            ? "its former state is beside it, with .former behind its name"
                            : "ls -l " + ykaws.aws.ShellQuote.word(e.file().toString())));
        }
    }
}
