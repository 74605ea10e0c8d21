package ykaws.aws.vault;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import ykaws.oath.Secret;

/** Something that can unlock a vault: it yields the key that opens one slot. */
public interface Unlocker {
    /** The slot's kind, as the file spells it. */
    String kind();

    /** Parameters for a new slot: fresh salt and costs. Not secret. Makes what the slot needs elsewhere. */
    byte[] newParameters() throws IOException;

    /**
     * The wrapping key of a slot with these parameters, 32 bytes; a wrong passphrase yields a key that does not fit. The
     * caller closes it.
     *
     * @param vault the vault that is being unlocked; some unlockers serve one place only
     * @throws VaultException LOCKED if there is nothing to derive it from; DAMAGED if the parameters make no sense
     * @throws IOException what a keystore or a key says
     */
    Secret wrappingKey(byte[] parameters, Path vault) throws IOException;

    /** Whether a slot of this kind with these parameters is this unlocker's at all: another key's is not. */
    default boolean owns(byte[] parameters) {
        return true;
    }

    /** Takes back what {@link #newParameters} made elsewhere, when the slot is gone or did not come to be. */
    default void discard(byte[] parameters) throws IOException {
        // Most have nothing elsewhere.
    }

    /** Whether each use asks for {@link #renew}. The vault is then locked against others while it is unlocked. */
    default boolean renews() {
        return false;
    }

    /** What the slot is wrapped with from now on, so that an answer that was listened to opens no later file. */
    default Optional<Renewal> renew(byte[] parameters) throws IOException {
        return Optional.empty();
    }

    /** Told when the vault is open, but {@link #renew} failed: the slot stays as it was. */
    default void notRenewed(IOException why) {
        // Only those that renew can fail to.
    }

    /**
     * The next state of a slot.
     *
     * @param parameters in place of the former
     * @param wrappingKey closed by whoever gets it
     */
    @SuppressWarnings("ArrayRecordComponent") // a carrier, never compared
    record Renewal(byte[] parameters, Secret wrappingKey) {}
}
