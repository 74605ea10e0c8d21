package ykaws.shell.command;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import ykaws.aws.vault.KeyringUnlocker;
import ykaws.aws.vault.OpenVault;
import ykaws.aws.vault.UnlockerInfo;
import ykaws.aws.vault.Vault;
import ykaws.aws.vault.YubiKeyUnlocker;
import ykaws.pcsc.KeySelector;
import ykaws.shell.ExitCode;
import ykaws.shell.Failure;
import ykaws.shell.Invocation;
import ykaws.shell.Json;
import ykaws.shell.Problem;

/** {@code vault unlocker remove}. */
@Command(
        name = "remove",
        description = {
            "Remove a way to unlock the vault. The vault is sealed anew under a new key, and its former copy deleted.",
            "It is unlocked with one of the others for that: what stays must work. The last one cannot be removed.",
            "",
            "Example: ykaws vault unlocker remove passphrase"
        })
final class UnlockerRemove implements Callable<Integer> {
    private final Invocation invocation;

    @Parameters(paramLabel = "ID", description = "Its id, or its kind if there is only one of that kind.")
    String id = "";

    @Option(
            names = {"-f", "--force"},
            description = "Don't ask.")
    boolean force;

    UnlockerRemove(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() throws IOException {
        Vault vault = new AwsAccess(invocation).keys().vault();
        UnlockerInfo chosen = chosen(vault.unlockers());
        // Said before anybody is asked or touches a key for nothing; proven again under the vault's lock.
        List<UnlockerInfo> left = new ArrayList<>(vault.unlockers());
        left.remove(chosen);
        Vault.requireWayIn(left, vault.file());
        invocation.confirm("Remove the unlocker " + VaultListing.name(chosen) + " and seal the vault anew?", force);
        byte[] parameters;
        try (OpenVault open = new VaultOpening(invocation, vault, chosen.id()).open()) {
            parameters = open.removeUnlocker(chosen.id());
        }
        report(chosen);
        try {
            discard(vault, chosen, parameters);
        } catch (IOException | Failure e) {
            // Also where nobody can be asked for the password of its application: the unlocker is gone.
            leftover(chosen, e);
        }
        return 0;
    }

    private UnlockerInfo chosen(List<UnlockerInfo> all) {
        List<UnlockerInfo> found = all.stream()
                .filter(it -> it.id().equals(id) || it.kind().equals(id))
                .toList();
        if (found.size() != 1) {
            throw new Problem(
                            found.isEmpty() ? "no-such-unlocker" : "several-unlockers",
                            found.isEmpty()
                                    ? "the vault has no unlocker '" + id + "'"
                                    : found.size() + " unlockers are called '" + id + "'",
                            List.of("ykaws vault unlocker list"),
                            ExitCode.NOT_FOUND_OR_AMBIGUOUS)
                    .failure();
        }
        return found.get(0);
    }

    /** What the slot had elsewhere goes too, where that can be reached. */
    private void discard(Vault vault, UnlockerInfo gone, byte[] parameters) throws IOException {
        if (gone.kind().equals(KeyringUnlocker.KIND)) {
            new KeyringUnlocker(invocation.world().keystore()).discard(parameters);
        } else if (gone.account().isPresent()) {
            int serial = gone.account().get().serial();
            KeySelector key = new KeySelector(OptionalInt.of(serial), invocation.readerFilter());
            try (OathVaultKey open = OathVaultKey.open(invocation, key, vault.file())) {
                new YubiKeyUnlocker(open).discard(parameters);
            }
        }
    }

    private void leftover(UnlockerInfo gone, Exception why) {
        String what = gone.account()
                .map(account -> "the account of it is still on key " + Integer.toUnsignedString(account.serial())
                        + ", for: ykaws oath delete " + String.join(" ", account.ids()))
                .orElse("its entry in the keystore could not be deleted");
        invocation
                .console()
                .say("ykaws: note: " + what + " (" + invocation.problem(why).message()
                        + "); it opens nothing any more");
    }

    private void report(UnlockerInfo gone) {
        if (invocation.options().json()) {
            Json json = new Json().beginObject().name("removed").beginObject();
            invocation
                    .console()
                    .data(VaultListing.fields(json, gone)
                            .endObject()
                            .endObject()
                            .toString());
        } else {
            invocation
                    .console()
                    .say("ykaws: removed " + VaultListing.name(gone) + ", the vault is sealed under a new key");
        }
    }
}
