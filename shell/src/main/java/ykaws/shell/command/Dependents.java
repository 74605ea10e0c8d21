package ykaws.shell.command;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Predicate;
import ykaws.aws.config.AwsFiles;
import ykaws.aws.config.ProfileSet;
import ykaws.aws.vault.UnlockerInfo;
import ykaws.aws.vault.Vault;
import ykaws.aws.vault.VaultAccount;
import ykaws.aws.vault.VaultException;
import ykaws.oath.CredentialId;
import ykaws.oath.MfaArn;
import ykaws.shell.Invocation;
import ykaws.shell.Problem;

/** What else dies when accounts of a key are deleted: ways to unlock the vault, and MFA devices that profiles use. */
final class Dependents {
    private final Invocation invocation;
    private final List<String> lines = new ArrayList<>();
    private final List<String> hints = new ArrayList<>();

    private Dependents(Invocation invocation) {
        this.invocation = invocation;
    }

    static Dependents of(Invocation invocation, List<CredentialId> accounts) throws IOException {
        Dependents found = new Dependents(invocation);
        List<String> ids = accounts.stream().map(CredentialId::text).toList();
        found.addUnlockers(account -> account.ids().stream().anyMatch(ids::contains));
        found.addDevices(accounts);
        return found;
    }

    /** Of a key whose accounts can't be told: its unlockers are known by its serial number. */
    static Dependents ofKey(Invocation invocation, OptionalInt serial) throws IOException {
        Dependents found = new Dependents(invocation);
        found.addUnlockers(account -> serial.isPresent() && serial.getAsInt() == account.serial());
        return found;
    }

    /**
     * Names them.
     *
     * @throws ykaws.shell.Failure with exit code 2 if there are any and {@code force} is not given
     */
    void require(boolean force) {
        if (lines.isEmpty()) {
            return;
        }
        if (force) {
            lines.forEach(line -> invocation.console().say("ykaws: note: this ends " + line));
            return;
        }
        hints.add("add --force to delete it all the same");
        throw new Problem(
                        "in-use",
                        "nothing was deleted: it would end " + String.join(" and ", lines),
                        hints,
                        ykaws.shell.ExitCode.USAGE)
                .failure();
    }

    private void addUnlockers(Predicate<VaultAccount> dies) throws IOException {
        Vault vault = Vault.at(invocation.world().folders().data().resolve("vault"));
        List<UnlockerInfo> unlockers;
        try {
            unlockers = vault.unlockers();
        } catch (VaultException e) {
            // A vault that can't be read has no say in what is done to a key.
            return;
        }
        for (UnlockerInfo each : unlockers) {
            if (each.account().filter(dies).isPresent()) {
                lines.add("the vault's unlocker " + VaultListing.name(each));
                hints.add("ykaws vault unlocker remove " + each.id());
            }
        }
    }

    private void addDevices(List<CredentialId> accounts) throws IOException {
        ProfileSet profiles = ProfileSet.read(
                AwsFiles.of(invocation.world().environment(), invocation.world().home()));
        for (CredentialId account : accounts) {
            Optional<MfaArn> device = MfaArns.of(account);
            if (device.isEmpty()) {
                continue;
            }
            List<String> users = profiles.names().stream()
                    .filter(name -> profiles.get(name)
                            .flatMap(it -> it.get("mfa_serial"))
                            .filter(it -> it.equals(device.get().text()))
                            .isPresent())
                    .toList();
            if (!users.isEmpty()) {
                lines.add("the MFA device of profile " + String.join(", ", users));
                hints.add("ykaws unenroll " + device.get().name());
            }
        }
    }
}
