package ykaws.aws.vault;

import java.io.IOException;
import ykaws.oath.Secret;

/** A YubiKey that is plugged in, as a vault needs it. */
public interface VaultKey {
    /** Its serial number. */
    int serial() throws IOException;

    /** Stores an HMAC-SHA256 account that asks for a touch, over a former one of that id. The key stays the caller's. */
    void store(VaultAccount account, Secret key) throws IOException;

    /**
     * The whole HMAC of a challenge, after a touch. The caller closes it.
     *
     * @throws VaultException LOCKED if the key has no such account
     */
    Secret hmac(VaultAccount account, byte[] challenge) throws IOException;

    /** Deletes both of the account's names, as far as they are there. */
    void delete(VaultAccount account) throws IOException;

    /** Told if the vault is open, but its account could not be renewed. */
    void notRenewed(IOException why);
}
