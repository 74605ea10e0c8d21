package ykaws.aws.vault;

import java.util.Optional;
import ykaws.aws.AccessKeys;

/**
 * An unlocked vault. Each call reads the file anew, and each change is made under the file's lock: two processes that add
 * at once lose nothing.
 */
@SuppressWarnings("DoNotCallSuggester")
public final class OpenVault implements AutoCloseable {
    OpenVault() {}

    /** A copy of the keys stored under that profile. The caller closes it. */
    public Optional<AccessKeys> get(String profile) throws VaultException {
        throw new UnsupportedOperationException();
    }

    /** Stores or replaces; keeps no hold on {@code keys}. On return it is on disk. */
    public void put(String profile, AccessKeys keys) throws VaultException {
        throw new UnsupportedOperationException();
    }

    /** False if there were none. */
    public boolean remove(String profile) throws VaultException {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() {}
}
