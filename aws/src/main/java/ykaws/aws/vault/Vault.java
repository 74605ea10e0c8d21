package ykaws.aws.vault;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import ykaws.aws.session.SecretFiles;

/** The file of sealed access keys (docs/vault-format.md), and what it shows without being unlocked. */
public final class Vault {
    /** Begins the names of keys that are not a profile's yet: no list shows them. No profile's name begins like this. */
    public static final String STAGED = "\u0000staged ";

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
    public static OpenVault create(Path file, Unlocker first) throws IOException {
        VaultStore store = at(file).store;
        DataKey key = DataKey.random();
        boolean made = false;
        try (Contents nothing = Contents.empty()) {
            VaultFile.Place place = VaultFile.Place.fresh(store.file());
            store.locked(() -> {
                requireNone(store);
                write(store, first, place, key, nothing);
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

    private static void write(VaultStore store, Unlocker first, VaultFile.Place place, DataKey key, Contents nothing)
            throws IOException {
        Slot slot = Slot.make(first, place, nothing.keys(key));
        try {
            OpenVault.write(
                    store, key, new VaultFile(place, 1, List.of(slot), Map.of(), VaultFile.Sealed.NONE), nothing);
        } finally {
            if (!Files.exists(store.file(), LinkOption.NOFOLLOW_LINKS)) {
                Slot.discard(first, slot.parameters());
            }
        }
    }

    /**
     * Whether a new vault may be made here: before anybody is asked for a passphrase for it.
     *
     * @throws VaultException EXISTS; MISSING if there is none, but the former state of one, which the new one would
     *     overwrite
     */
    public void requireNone() throws VaultException {
        requireNone(store);
    }

    private static void requireNone(VaultStore store) throws VaultException {
        if (Files.exists(store.file(), LinkOption.NOFOLLOW_LINKS)) {
            throw new VaultException(
                    VaultException.Kind.EXISTS, store.file(), "there is a vault " + store.file() + " already", null);
        }
        Path former = VaultStore.former(store.file());
        if (Files.exists(former, LinkOption.NOFOLLOW_LINKS)) {
            throw new VaultException(
                    VaultException.Kind.MISSING,
                    store.file(),
                    "the vault " + store.file() + " is gone, but its former state is in " + former,
                    null);
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
        Map<String, String> index = new TreeMap<>();
        file.ifPresent(it -> index.putAll(it.index()));
        index.keySet().removeIf(name -> name.startsWith(STAGED));
        return index;
    }

    /** How often it was changed; empty where there is no vault. Proven only when it is unlocked. */
    public OptionalLong generation() throws VaultException {
        Optional<VaultFile> file = store.readIfPresent();
        return file.isEmpty()
                ? OptionalLong.empty()
                : OptionalLong.of(file.get().generation());
    }

    /** What the vault can be unlocked with; empty where there is no vault. */
    public List<UnlockerInfo> unlockers() throws VaultException {
        List<UnlockerInfo> infos = new ArrayList<>();
        Optional<VaultFile> file = store.readIfPresent();
        if (file.isPresent()) {
            file.get().slots().forEach(slot -> infos.add(slot.info()));
        }
        return infos;
    }

    /**
     * Opens it.
     *
     * @throws VaultException LOCKED if the unlocker opens none of the slots of its kind
     * @throws IOException what the unlocker's keystore or key says
     */
    public OpenVault unlock(Unlocker unlocker) throws IOException {
        return unlock(unlocker, "");
    }

    /** The same with any slot but one: what is to be removed must not be the only way in that works. */
    public OpenVault unlock(Unlocker unlocker, String excludedId) throws IOException {
        Unlock unlock = new Unlock(store, unlocker, excludedId);
        return unlocker.renews() ? store.locked(unlock::andRenew) : unlock.open();
    }

    /**
     * Whether these are enough to open a vault.
     *
     * @throws VaultException LAST_UNLOCKER if there is none, or one YubiKey alone, however often it is there
     */
    public static void requireWayIn(List<UnlockerInfo> unlockers, Path file) throws VaultException {
        boolean none = unlockers.isEmpty();
        if (none || isOneYubiKey(unlockers)) {
            throw new VaultException(
                    VaultException.Kind.LAST_UNLOCKER,
                    file,
                    none
                            ? "the last unlocker cannot be removed"
                            : "one YubiKey alone would be left: losing it would lose the vault's keys",
                    null);
        }
    }

    private static boolean isOneYubiKey(List<UnlockerInfo> unlockers) {
        Optional<Integer> serial = unlockers.get(0).account().map(VaultAccount::serial);
        return serial.isPresent()
                && unlockers.stream()
                        .allMatch(it -> it.account().map(VaultAccount::serial).equals(serial));
    }

    /** Where the state before the last change is, if it is kept. */
    public Optional<Path> former() {
        Path former = VaultStore.former(store.file());
        return Files.exists(former, LinkOption.NOFOLLOW_LINKS) ? Optional.of(former) : Optional.empty();
    }
}
