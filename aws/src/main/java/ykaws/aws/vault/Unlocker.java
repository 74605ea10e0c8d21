package ykaws.aws.vault;

import java.nio.file.Path;
import ykaws.oath.Secret;

/** Something that can unlock a vault: it yields the key that wraps the vault's data key in one slot. */
public interface Unlocker {
    /** The slot's kind, as the file spells it. */
    String kind();

    /** Parameters for a new slot: fresh salt and costs. Not secret. */
    byte[] newParameters() throws VaultException;

    /**
     * The wrapping key of a slot with these parameters, 32 bytes; a wrong passphrase yields a key that does not fit. The
     * caller closes it.
     *
     * @param vault the vault that is being unlocked; some unlockers serve one place only
     * @throws VaultException LOCKED if there is nothing to derive it from; DAMAGED if the parameters make no sense
     */
    Secret wrappingKey(byte[] parameters, Path vault) throws VaultException;
}
