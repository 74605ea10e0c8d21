package ykaws.aws.vault;

import java.nio.file.Path;
import ykaws.oath.Secret;

/** A key file beside the vault: no protection, for a sandbox that has nothing to protect. */
@SuppressWarnings("DoNotCallSuggester")
public final class KeyFileUnlocker implements Unlocker {
    /**
     * Unlocks by that file.
     *
     * @param keyFile made when the first slot is; the vault must be in its folder or below
     */
    public KeyFileUnlocker(Path keyFile) {}

    @Override
    public String kind() {
        return "sandbox";
    }

    @Override
    public byte[] newParameters() throws VaultException {
        throw new UnsupportedOperationException();
    }

    @Override
    public Secret wrappingKey(byte[] parameters, Path vault) throws VaultException {
        throw new UnsupportedOperationException();
    }
}
