package ykaws.shell.command;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import ykaws.aws.keystore.Keystore;
import ykaws.aws.keystore.KeystoreException;
import ykaws.aws.vault.KeyringUnlocker;
import ykaws.aws.vault.OpenVault;
import ykaws.aws.vault.PassphraseUnlocker;
import ykaws.aws.vault.RecoveryUnlocker;
import ykaws.aws.vault.UnlockerInfo;
import ykaws.aws.vault.Vault;
import ykaws.aws.vault.YubiKeyUnlocker;
import ykaws.oath.Secret;
import ykaws.shell.Invocation;
import ykaws.shell.Json;
import ykaws.shell.Problem;

/** {@code vault unlocker add}. */
@Command(
        name = "add",
        description = {
            "Add a way to unlock the vault.",
            "",
            "keyring     a random key in the keystore of the operating system",
            "passphrase  asked for twice, or a line on standard input",
            "yubikey     an account of its own on a key, with touch (--key SERIAL; several keys may be added)",
            "recovery    a code that is printed once, to be kept on paper",
            "",
            "Example: ykaws vault unlocker add recovery"
        })
final class UnlockerAdd implements Callable<Integer> {
    private final Invocation invocation;

    /** What can be added. */
    enum Kind {
        keyring,
        passphrase,
        yubikey,
        recovery
    }

    @Parameters(paramLabel = "KIND", description = "keyring, passphrase, yubikey or recovery.")
    Kind kind = Kind.passphrase;

    UnlockerAdd(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() throws IOException {
        Vault vault = new AwsAccess(invocation).keys().vault();
        requireKeystore();
        try (OpenVault open = new VaultOpening(invocation, vault, "").open()) {
            switch (kind) {
                case keyring -> report(open.addUnlocker(new KeyringUnlocker(keystore())), null);
                case passphrase -> addPassphrase(open);
                case yubikey -> addKey(vault, open);
                case recovery -> addRecovery(open);
            }
        }
        return 0;
    }

    private Keystore keystore() {
        return invocation.world().keystore();
    }

    /** Before a person is asked to unlock the vault for nothing. */
    private void requireKeystore() throws KeystoreException {
        if (kind == Kind.keyring && !keystore().available()) {
            throw new KeystoreException(
                    KeystoreException.Kind.UNAVAILABLE,
                    "there is no keystore here: no Secret Service or KWallet on the session bus, no Keychain, no"
                            + " Credential Manager",
                    null);
        }
    }

    private void addPassphrase(OpenVault open) throws IOException {
        try (Secret passphrase = new VaultSecrets(invocation).fresh()) {
            report(open.addUnlocker(new PassphraseUnlocker(passphrase)), null);
        }
    }

    private void addKey(Vault vault, OpenVault open) throws IOException {
        List<UnlockerInfo> present = vault.unlockers();
        try (OathVaultKey key = OathVaultKey.open(invocation, vault.file(), "the vault's new unlocker")) {
            int serial = key.serial();
            if (present.stream()
                    .anyMatch(it ->
                            it.account().filter(at -> at.serial() == serial).isPresent())) {
                throw Problem.usage(
                                "key " + Integer.toUnsignedString(serial) + " unlocks the vault already",
                                "ykaws vault unlocker list")
                        .failure();
            }
            report(open.addUnlocker(new YubiKeyUnlocker(key)), null);
        }
    }

    private void addRecovery(OpenVault open) throws IOException {
        try (RecoveryUnlocker recovery = RecoveryUnlocker.fresh()) {
            UnlockerInfo added = open.addUnlocker(recovery);
            char[] code = recovery.code();
            try {
                report(added, new String(code));
            } finally {
                Arrays.fill(code, '\0');
            }
        }
    }

    private void report(UnlockerInfo added, @Nullable String code) {
        if (invocation.options().json()) {
            Json json = VaultListing.fields(new Json().beginObject(), added);
            if (code != null) {
                json.field("code", code);
            }
            invocation.console().data(json.endObject().toString());
            return;
        }
        invocation.console().say("ykaws: the vault is unlocked by " + VaultListing.name(added) + " too now");
        if (code != null) {
            invocation
                    .console()
                    .say("ykaws: write this down, it is shown only now; it is typed where the passphrase is");
            invocation.console().data(code);
        }
    }
}
