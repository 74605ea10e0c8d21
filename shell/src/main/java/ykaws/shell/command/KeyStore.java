package ykaws.shell.command;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import ykaws.aws.AccessKeys;
import ykaws.aws.config.SharedCredentials;
import ykaws.aws.vault.OpenVault;
import ykaws.aws.vault.PassphraseUnlocker;
import ykaws.aws.vault.StoredKeys;
import ykaws.aws.vault.Unlocker;
import ykaws.aws.vault.UnlockerInfo;
import ykaws.aws.vault.Vault;
import ykaws.aws.vault.VaultException;
import ykaws.oath.Secret;
import ykaws.shell.ExitCode;
import ykaws.shell.Invocation;
import ykaws.shell.Problem;

/** Long-term access keys: the vault, which is unlocked when it is needed, then the shared credentials file. */
final class KeyStore implements StoredKeys.Opening {
    /** A file of the owner's alone that holds the vault's passphrase, for scripts. Never passed on to a child. */
    static final String PASSPHRASE_FILE = "YKAWS_VAULT_PASSPHRASE_FILE";

    private final Invocation invocation;
    private final Vault vault;
    private final StoredKeys stored;

    KeyStore(Invocation invocation, Vault vault, SharedCredentials shared) {
        this.invocation = invocation;
        this.vault = vault;
        this.stored = new StoredKeys(vault, shared, this);
    }

    Vault vault() {
        return vault;
    }

    /** The public half of a profile's keys, told without unlocking. */
    Optional<String> accessKeyId(String profile) throws IOException {
        return stored.accessKeyId(profile);
    }

    /** A profile's keys; the caller closes them. The vault is locked again at once. */
    AccessKeys keys(String profile) throws IOException {
        try {
            return stored.keys(profile);
        } finally {
            stored.close();
        }
    }

    @Override
    public OpenVault open(Vault locked, List<UnlockerInfo> unlockers) throws IOException {
        return unlock();
    }

    /** The vault, made first if there is none. */
    OpenVault openOrCreate(Path file) throws IOException {
        if (vault.exists()) {
            return unlock();
        }
        Optional<Unlocker> own = invocation.world().unlocker();
        if (own.isPresent()) {
            return Vault.create(file, own.get());
        }
        try (Secret passphrase = newPassphrase()) {
            return Vault.create(file, new PassphraseUnlocker(passphrase));
        }
    }

    OpenVault unlock() throws IOException {
        Optional<Unlocker> own = invocation.world().unlocker();
        if (own.isPresent()) {
            return vault.unlock(own.get());
        }
        try (Secret passphrase = passphrase("Passphrase of the vault: ")) {
            return vault.unlock(new PassphraseUnlocker(passphrase));
        }
    }

    private Secret newPassphrase() throws IOException {
        if (passphraseFile().isPresent() || !invocation.canAsk()) {
            return passphrase("");
        }
        Secret first = passphrase("New passphrase for the vault: ");
        try (Secret second = invocation.console().askSecret("The same again: ")) {
            if (first.length() == 0 || !first.matches(second)) {
                first.close();
                throw Problem.usage(first.length() == 0 ? "an empty passphrase is none" : "the two passphrases differ")
                        .failure();
            }
        }
        return first;
    }

    private Secret passphrase(String prompt) throws IOException {
        Optional<Path> file = passphraseFile();
        if (file.isPresent()) {
            return fromFile(file.get());
        }
        if (invocation.canAsk()) {
            return invocation.console().askSecret(prompt);
        }
        throw new Problem(
                        "locked",
                        "the vault is locked and there is nobody to ask for its passphrase",
                        List.of("run it on a terminal, or name a file with the passphrase in " + PASSPHRASE_FILE),
                        ExitCode.LOCKED)
                .failure();
    }

    private Optional<Path> passphraseFile() {
        String name = invocation.world().environment().getOrDefault(PASSPHRASE_FILE, "");
        return name.isEmpty() ? Optional.empty() : Optional.of(Path.of(name));
    }

    private Secret fromFile(Path file) throws IOException {
        byte[] content = new AwsAccess(invocation)
                .secretFiles()
                .read(file)
                .orElseThrow(() -> new Problem(
                                "locked",
                                PASSPHRASE_FILE + " names a file that is not there: " + file,
                                List.of(),
                                ExitCode.LOCKED)
                        .failure());
        int end = content.length;
        while (end > 0 && (content[end - 1] == '\n' || content[end - 1] == '\r')) {
            end--;
        }
        try {
            return Secret.copyOf(java.util.Arrays.copyOf(content, end));
        } finally {
            java.util.Arrays.fill(content, (byte) 0);
        }
    }

    /** For messages: whether the vault, and not the plain file, holds a profile's keys. */
    boolean inVault(String profile) throws VaultException {
        return vault.accessKeyId(profile).isPresent();
    }
}
