package ykaws.shell.command;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import ykaws.aws.AccessKeys;
import ykaws.aws.config.SharedCredentials;
import ykaws.aws.keystore.Keystore;
import ykaws.aws.vault.KeyringUnlocker;
import ykaws.aws.vault.OpenVault;
import ykaws.aws.vault.PassphraseUnlocker;
import ykaws.aws.vault.StoredKeys;
import ykaws.aws.vault.Unlocker;
import ykaws.aws.vault.UnlockerInfo;
import ykaws.aws.vault.Vault;
import ykaws.aws.vault.VaultException;
import ykaws.oath.Secret;
import ykaws.shell.Invocation;

/** Long-term access keys: the vault, which is unlocked when it is needed, then the shared credentials file. */
final class KeyStore implements StoredKeys.Opening {
    private final Invocation invocation;
    private final Vault vault;
    private final StoredKeys stored;
    private @Nullable OpenVault held;

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

    /**
     * Unlocks the vault and leaves it so until {@link #release}: who asks for keys meanwhile gets them without another
     * touch or question.
     */
    OpenVault hold() throws IOException {
        OpenVault opened = unlock();
        held = opened;
        return opened;
    }

    void release() {
        if (held != null) {
            held.close();
            held = null;
        }
    }

    /** A profile's keys; the caller closes them. The vault is locked again at once, unless it is held. */
    AccessKeys keys(String profile) throws IOException {
        Optional<AccessKeys> known = held == null ? Optional.empty() : held.get(profile);
        if (known.isPresent()) {
            return known.get();
        }
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

    OpenVault unlock() throws IOException {
        return new VaultOpening(invocation, vault, "").open();
    }

    /** The vault, made first if there is none. */
    OpenVault openOrCreate(Path file) throws IOException {
        if (vault.exists()) {
            return unlock();
        }
        vault.requireNone();
        Optional<Unlocker> own = invocation.world().unlocker();
        try {
            return own.isPresent() ? Vault.create(file, own.get()) : create(file);
        } catch (VaultException e) {
            if (e.kind() != VaultException.Kind.EXISTS) {
                throw e;
            }
            // Another process made it meanwhile.
            return unlock();
        }
    }

    /** By the keyring where there is one; by a passphrase where there is none, or where the environment gives one. */
    private OpenVault create(Path file) throws IOException {
        Keystore keystore = invocation.world().keystore();
        boolean given = invocation
                        .world()
                        .environment()
                        .getOrDefault(VaultSecrets.PASSPHRASE_FILE, "")
                        .length()
                > 0;
        if (!given && keystore.available()) {
            OpenVault made = Vault.create(file, new KeyringUnlocker(keystore));
            invocation
                    .console()
                    .say("ykaws: a new vault, unlocked by the keyring of this computer; for the day on which that is"
                            + " lost: ykaws vault unlocker add recovery");
            return made;
        }
        if (!given && invocation.canAsk()) {
            invocation.console().say("ykaws: there is no keyring here: the new vault is unlocked by a passphrase");
        }
        try (Secret passphrase = new VaultSecrets(invocation).ofNewVault()) {
            return Vault.create(file, new PassphraseUnlocker(passphrase));
        }
    }

    /** For messages: whether the vault, and not the plain file, holds a profile's keys. */
    boolean inVault(String profile) throws VaultException {
        return vault.accessKeyId(profile).isPresent();
    }
}
