package ykaws.shell.command;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import ykaws.aws.keystore.KeystoreException;
import ykaws.aws.vault.KeyringUnlocker;
import ykaws.aws.vault.OpenVault;
import ykaws.aws.vault.PassphraseUnlocker;
import ykaws.aws.vault.RecoveryCode;
import ykaws.aws.vault.RecoveryUnlocker;
import ykaws.aws.vault.Unlocker;
import ykaws.aws.vault.UnlockerInfo;
import ykaws.aws.vault.Vault;
import ykaws.aws.vault.VaultException;
import ykaws.aws.vault.YubiKeyUnlocker;
import ykaws.oath.OathException;
import ykaws.oath.Secret;
import ykaws.pcsc.KeyListing;
import ykaws.pcsc.KeySelector;
import ykaws.pcsc.PcscException;
import ykaws.shell.ExitCode;
import ykaws.shell.Failure;
import ykaws.shell.Invocation;
import ykaws.shell.Problem;

/**
 * Opens the vault by whatever is at hand, least trouble first: the sandbox's key file; the passphrase in the file that
 * the environment names; the keyring; a key that is plugged in; what the person types.
 */
final class VaultOpening {
    /** Names the one kind of unlocker that is to be tried. */
    static final String ONLY = "YKAWS_VAULT_UNLOCKER";

    private static final String PASSPHRASE = "passphrase";

    private final Invocation invocation;
    private final Vault vault;
    private final String excluded;
    private final List<String> missing = new ArrayList<>();
    private @Nullable IOException failure;
    private @Nullable Failure refusal;

    /** @param excluded the id of an unlocker that is not to be used; empty: all are */
    VaultOpening(Invocation invocation, Vault vault, String excluded) {
        this.invocation = invocation;
        this.vault = vault;
        this.excluded = excluded;
    }

    /** The opened vault; else a failure with exit code 4 that names what is missing, or what the only way in says. */
    OpenVault open() throws IOException {
        Optional<OpenVault> opened = byWorld();
        if (opened.isEmpty()) {
            opened = byFile();
        }
        if (opened.isEmpty()) {
            opened = byKeyring();
        }
        if (opened.isEmpty()) {
            opened = byKey();
        }
        if (opened.isEmpty()) {
            opened = byPerson();
        }
        return opened.isPresent() ? opened.get() : closed();
    }

    private List<UnlockerInfo> ways(String kind) throws IOException {
        String only = invocation.world().environment().getOrDefault(ONLY, "");
        if (!only.isEmpty() && !only.equals(kind)) {
            return List.of();
        }
        return vault.unlockers().stream()
                .filter(it -> it.kind().equals(kind) && !it.id().equals(excluded))
                .toList();
    }

    private OpenVault with(Unlocker unlocker) throws IOException {
        return vault.unlock(unlocker, excluded);
    }

    private Optional<OpenVault> byWorld() throws IOException {
        Optional<Unlocker> own = invocation.world().unlocker();
        if (!vault.exists()) {
            throw new VaultException(
                    VaultException.Kind.MISSING, vault.file(), "there is no vault " + vault.file(), null);
        }
        return own.isEmpty() || ways(own.get().kind()).isEmpty() ? Optional.empty() : Optional.of(with(own.get()));
    }

    private Optional<OpenVault> byFile() throws IOException {
        if (ways(PASSPHRASE).isEmpty() && ways(RecoveryUnlocker.KIND).isEmpty()) {
            return Optional.empty();
        }
        Optional<Secret> given = new VaultSecrets(invocation).fromFile();
        if (given.isEmpty()) {
            return Optional.empty();
        }
        try (Secret secret = given.get()) {
            return Optional.of(by(secret));
        }
    }

    private Optional<OpenVault> byKeyring() throws IOException {
        if (ways(KeyringUnlocker.KIND).isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(with(new KeyringUnlocker(invocation.world().keystore())));
        } catch (KeystoreException e) {
            return without(e, e.getMessage());
        } catch (VaultException e) {
            if (e.kind() != VaultException.Kind.LOCKED) {
                throw e;
            }
            return without(e, "the keyring does not open it");
        }
    }

    /** Not the end yet: there may be other ways. */
    private Optional<OpenVault> without(IOException why, String reason) {
        failure = failure == null ? why : failure;
        missing.add(reason);
        invocation.progress("the vault: " + why.getMessage());
        return Optional.empty();
    }

    private Optional<OpenVault> byKey() throws IOException {
        List<UnlockerInfo> ways = ways(YubiKeyUnlocker.KIND);
        if (ways.isEmpty()) {
            return Optional.empty();
        }
        List<Integer> present = present();
        for (UnlockerInfo way : ways) {
            int serial = way.account().orElseThrow().serial();
            if (present.contains(serial)) {
                Optional<OpenVault> opened = byKey(serial);
                if (opened.isPresent()) {
                    return opened;
                }
            } else {
                missing.add("YubiKey " + Integer.toUnsignedString(serial) + " is not plugged in");
            }
        }
        return Optional.empty();
    }

    private Optional<OpenVault> byKey(int serial) throws IOException {
        KeySelector key = new KeySelector(OptionalInt.of(serial), invocation.readerFilter());
        try (OathVaultKey open = OathVaultKey.open(invocation, key, vault.file())) {
            return Optional.of(with(new YubiKeyUnlocker(open)));
        } catch (OathException | PcscException | KeystoreException e) {
            if (e instanceof PcscException pcsc && pcsc.kind() == PcscException.Kind.INTERRUPTED) {
                throw e;
            }
            return without(e, "YubiKey " + Integer.toUnsignedString(serial) + ": " + e.getMessage());
        } catch (Failure e) {
            // Its application has a password that nobody can be asked for.
            refusal = refusal == null ? e : refusal;
            missing.add("YubiKey " + Integer.toUnsignedString(serial) + ": "
                    + e.problem().message());
            return Optional.empty();
        } catch (VaultException e) {
            if (e.kind() != VaultException.Kind.LOCKED) {
                throw e;
            }
            return without(e, String.valueOf(e.getMessage()));
        }
    }

    /** The serial numbers of the keys that are there; none where even that cannot be told. */
    private List<Integer> present() throws IOException {
        List<Integer> serials = new ArrayList<>();
        try {
            for (KeyListing each : invocation.keys().list(invocation.readerFilter())) {
                each.info().ifPresent(info -> info.serial().ifPresent(serials::add));
            }
        } catch (PcscException e) {
            if (e.kind() == PcscException.Kind.INTERRUPTED) {
                throw e;
            }
            failure = failure == null ? e : failure;
        }
        return serials;
    }

    private Optional<OpenVault> byPerson() throws IOException {
        boolean passphrase = !ways(PASSPHRASE).isEmpty();
        boolean recovery = !ways(RecoveryUnlocker.KIND).isEmpty();
        if (!passphrase && !recovery) {
            return Optional.empty();
        }
        if (!invocation.canAsk()) {
            missing.add("there is nobody to ask for its " + (passphrase ? PASSPHRASE : "recovery code"));
            return Optional.empty();
        }
        String prompt = passphrase
                ? "Passphrase of the vault" + (recovery ? ", or its recovery code: " : ": ")
                : "Recovery code of the vault: ";
        try (Secret typed = invocation.console().askSecret(prompt)) {
            return Optional.of(by(typed));
        }
    }

    /** A recovery code is known by its checksum; all else is a passphrase, and so may be what looks like a code. */
    private OpenVault by(Secret known) throws IOException {
        boolean passphrase = !ways(PASSPHRASE).isEmpty();
        Optional<Secret> code = ways(RecoveryUnlocker.KIND).isEmpty() ? Optional.empty() : RecoveryCode.read(known);
        if (code.isPresent()) {
            try (RecoveryUnlocker recovery = new RecoveryUnlocker(code.get())) {
                return with(recovery);
            } catch (VaultException e) {
                if (e.kind() != VaultException.Kind.LOCKED || !passphrase) {
                    throw e;
                }
            }
        }
        if (!passphrase) {
            throw new VaultException(
                    VaultException.Kind.LOCKED,
                    vault.file(),
                    "that is no recovery code: a character is wrong, or missing",
                    null);
        }
        return with(new PassphraseUnlocker(known));
    }

    private OpenVault closed() throws IOException {
        // With one way in, its own failure says best what to do: no keystore is exit 9, a touch that was missed 6.
        if (failure != null && missing.size() <= 1) {
            throw failure;
        }
        if (refusal != null && missing.size() <= 1) {
            throw refusal;
        }
        throw locked();
    }

    private Failure locked() throws IOException {
        String why =
                missing.isEmpty() ? "none of its unlockers may be used (" + ONLY + ")" : String.join("; ", missing);
        List<String> hints = new ArrayList<>();
        if (!ways(PASSPHRASE).isEmpty() || !ways(RecoveryUnlocker.KIND).isEmpty()) {
            hints.add("run it on a terminal, or name a file with the passphrase in " + VaultSecrets.PASSPHRASE_FILE);
        }
        if (refusal != null) {
            hints.addAll(refusal.problem().hints());
        }
        hints.add("ykaws vault unlocker list");
        return new Problem("locked", "the vault is locked and " + why, hints, ExitCode.LOCKED).failure();
    }
}
