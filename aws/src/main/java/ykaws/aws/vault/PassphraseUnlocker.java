package ykaws.aws.vault;

import java.nio.file.Path;
import ykaws.oath.Secret;

/** A passphrase, stretched by Argon2id (RFC 9106). */
@SuppressWarnings("DoNotCallSuggester")
public final class PassphraseUnlocker implements Unlocker {
    /**
     * Unlocks by that passphrase.
     *
     * @param passphrase UTF-8; borrowed: the caller closes it
     */
    public PassphraseUnlocker(Secret passphrase) {}

    @Override
    public String kind() {
        return "passphrase";
    }

    @Override
    public byte[] newParameters() {
        throw new UnsupportedOperationException();
    }

    @Override
    public Secret wrappingKey(byte[] parameters, Path vault) throws VaultException {
        throw new UnsupportedOperationException();
    }
}
