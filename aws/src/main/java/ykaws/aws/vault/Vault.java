package ykaws.aws.vault;

import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import ykaws.aws.session.SecretFiles;
import ykaws.oath.Secret;

/** The file of sealed access keys (docs/vault-format.md), and what it shows without being unlocked. */
public final class Vault {
    private final VaultStore store;

    private Vault(VaultStore store) {
        this.store = store;
    }

    /** The vault in that file, which need not exist. */
    public static Vault at(Path file) {
        return at(file, (exposed, formerMode) -> {
            // Its content is sealed; what others could read are names and access key ids.
        });
    }

    /**
     * The vault in that file, which need not exist.
     *
     * @param exposure told if others could read the file until now
     */
    public static Vault at(Path file, SecretFiles.Exposure exposure) {
        return new Vault(new VaultStore(file, exposure));
    }

    /**
     * Makes an empty vault with one unlocker.
     *
     * @throws VaultException EXISTS if there is one already
     */
    public static OpenVault create(Path file, Unlocker first) throws VaultException {
        VaultStore store = at(file).store;
        DataKey key = DataKey.random();
        boolean made = false;
        try {
            VaultFile.Place place = new VaultFile.Place(store.file(), Aead.random(VaultFile.ID_LENGTH));
            Slot slot = Slot.make(first, place, key.secret());
            store.locked(() -> {
                if (Files.exists(store.file(), LinkOption.NOFOLLOW_LINKS)) {
                    throw new VaultException(
                            VaultException.Kind.EXISTS,
                            store.file(),
                            "there is a vault " + store.file() + " already",
                            null);
                }
                VaultFile.Sealed none = new VaultFile.Sealed(new byte[0], new byte[0], new byte[0], new byte[0]);
                VaultFile empty = new VaultFile(place, 1, List.of(slot), Map.of(), none);
                store.write(key.write(empty, new DataKey.SortedKeys()));
                return true;
            });
            made = true;
            return new OpenVault(store, place, key);
        } finally {
            if (!made) {
                key.close();
            }
        }
    }

    public Path file() {
        return store.file();
    }

    public boolean exists() {
        return Files.exists(store.file(), LinkOption.NOFOLLOW_LINKS);
    }

    /** In the order of their names; empty where there is no vault. */
    public List<String> profiles() throws VaultException {
        return new ArrayList<>(index().keySet());
    }

    /** The public half of a profile's keys. Proven only when the vault is unlocked. */
    public Optional<String> accessKeyId(String profile) throws VaultException {
        return Optional.ofNullable(index().get(profile));
    }

    /** Which profile has which access key id; empty where there is no vault. Proven only when it is unlocked. */
    public Map<String, String> index() throws VaultException {
        Optional<VaultFile> file = store.readIfPresent();
        return file.isEmpty() ? Map.of() : file.get().index();
    }

    /** What the vault can be unlocked with; empty where there is no vault. */
    public List<UnlockerInfo> unlockers() throws VaultException {
        List<UnlockerInfo> infos = new ArrayList<>();
        Optional<VaultFile> file = store.readIfPresent();
        if (file.isPresent()) {
            for (Slot slot : file.get().slots()) {
                infos.add(new UnlockerInfo(infos.size() + 1, slot.kind()));
            }
        }
        return infos;
    }

    /**
     * Opens it.
     *
     * @throws VaultException LOCKED if the unlocker opens none of the slots of its kind
     */
    public OpenVault unlock(Unlocker unlocker) throws VaultException {
        VaultFile file = store.read();
        Secret secret = dataKey(file, unlocker);
        DataKey key = new DataKey(secret);
        boolean opened = false;
        try {
            // Proves the whole file, before anything in it is believed.
            key.read(file).close();
            opened = true;
            return new OpenVault(store, file.place(), key);
        } finally {
            if (!opened) {
                key.close();
            }
        }
    }

    private static Secret dataKey(VaultFile file, Unlocker unlocker) throws VaultException {
        boolean any = false;
        for (Slot slot : file.slots()) {
            if (slot.kind().equals(unlocker.kind())) {
                any = true;
                @Nullable Secret key = slot.open(unlocker, file.place());
                if (key != null) {
                    return key;
                }
            }
        }
        String why =
                any ? "wrong " + unlocker.kind() + " for the vault " : "no " + unlocker.kind() + " unlocks the vault ";
        throw new VaultException(
                VaultException.Kind.LOCKED,
                file.place().file(),
                why + file.place().file(),
                null);
    }
}
