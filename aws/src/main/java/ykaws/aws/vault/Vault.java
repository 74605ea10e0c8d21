package ykaws.aws.vault;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The file of sealed access keys (docs/vault-format.md), and what it shows without being unlocked. */
@SuppressWarnings("DoNotCallSuggester")
public final class Vault {
    private Vault() {}

    public static Vault at(Path file) {
        throw new UnsupportedOperationException();
    }

    /**
     * Makes an empty vault with one unlocker.
     *
     * @throws VaultException EXISTS if there is one already
     */
    public static OpenVault create(Path file, Unlocker first) throws VaultException {
        throw new UnsupportedOperationException();
    }

    public boolean exists() {
        throw new UnsupportedOperationException();
    }

    /** In the order of their names; empty where there is no vault. */
    public List<String> profiles() throws VaultException {
        throw new UnsupportedOperationException();
    }

    /** The public half of a profile's keys. Proven only when the vault is unlocked. */
    public Optional<String> accessKeyId(String profile) throws VaultException {
        throw new UnsupportedOperationException();
    }

    public List<UnlockerInfo> unlockers() throws VaultException {
        throw new UnsupportedOperationException();
    }

    /**
     * Opens it.
     *
     * @throws VaultException LOCKED if the unlocker opens none of the slots of its kind
     */
    public OpenVault unlock(Unlocker unlocker) throws VaultException {
        throw new UnsupportedOperationException();
    }
}
