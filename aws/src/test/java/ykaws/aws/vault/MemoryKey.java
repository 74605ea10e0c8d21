package ykaws.aws.vault;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import ykaws.oath.Secret;

/** A YubiKey in memory. */
final class MemoryKey implements VaultKey {
    final TreeMap<String, byte[]> accounts = new TreeMap<>();
    final List<String> log = new ArrayList<>();

    @Nullable
    IOException fullWith;

    private final int serial;

    MemoryKey(int serial) {
        this.serial = serial;
    }

    @Override
    public int serial() {
        return serial;
    }

    @Override
    public void store(VaultAccount account, Secret key) throws IOException {
        if (fullWith != null) {
            throw fullWith;
        }
        log.add("store " + account.second());
        accounts.put(account.id(), key.expose(byte[]::clone));
    }

    @Override
    public Secret hmac(VaultAccount account, byte[] challenge) throws IOException {
        log.add("touch " + account.second());
        byte[] key = accounts.get(account.id());
        if (key == null) {
            throw new VaultException(VaultException.Kind.LOCKED, java.nio.file.Path.of("x"), "no account", null);
        }
        try (Secret secret = Secret.copyOf(key)) {
            return Secret.takeOver(Aead.hmac(secret, challenge));
        }
    }

    @Override
    public void delete(VaultAccount account) {
        account.ids().forEach(accounts::remove);
    }

    @Override
    public void notRenewed(IOException why) {
        log.add("not renewed: " + why.getMessage());
    }
}
