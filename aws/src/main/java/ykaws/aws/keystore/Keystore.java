package ykaws.aws.keystore;

import java.util.Optional;
import ykaws.oath.Secret;

/** Small secrets by name. There is no fallback: one that cannot be used says so. */
public interface Keystore {
    /** Whether it can be used here, as far as can be told without changing it. */
    boolean available();

    /**
     * The secret of that name, which the caller closes; empty if there is none, or none that may be read.
     *
     * @throws KeystoreException UNAVAILABLE, DAMAGED
     */
    Optional<Secret> get(String name) throws KeystoreException;

    /**
     * Stores it in place of a former one, and reads it back. The secret stays the caller's.
     *
     * @throws KeystoreException UNAVAILABLE; REFUSED if it does not read back
     */
    void put(String name, Secret secret) throws KeystoreException;

    /**
     * Removes it; nothing happens if there is none.
     *
     * @throws KeystoreException UNAVAILABLE; REFUSED if it is still there
     */
    void delete(String name) throws KeystoreException;
}
