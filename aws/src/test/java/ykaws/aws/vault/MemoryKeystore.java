package ykaws.aws.vault;

import java.util.Optional;
import java.util.TreeMap;
import ykaws.aws.keystore.Keystore;
import ykaws.aws.keystore.KeystoreException;
import ykaws.oath.Secret;

/** A keystore in memory, which may be away. */
final class MemoryKeystore implements Keystore {
    final TreeMap<String, byte[]> entries = new TreeMap<>();
    boolean away;

    @Override
    public boolean available() {
        return !away;
    }

    private void require() throws KeystoreException {
        if (away) {
            throw new KeystoreException(KeystoreException.Kind.UNAVAILABLE, "away", null);
        }
    }

    @Override
    public Optional<Secret> get(String name) throws KeystoreException {
        require();
        byte[] found = entries.get(name);
        return found == null ? Optional.empty() : Optional.of(Secret.copyOf(found));
    }

    @Override
    public void put(String name, Secret secret) throws KeystoreException {
        require();
        entries.put(name, secret.expose(byte[]::clone));
    }

    @Override
    public void delete(String name) throws KeystoreException {
        require();
        entries.remove(name);
    }
}
