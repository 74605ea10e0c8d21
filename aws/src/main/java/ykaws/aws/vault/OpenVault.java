package ykaws.aws.vault;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import ykaws.aws.AccessKeys;

/**
 * An unlocked vault. Each call reads the file anew, and each change is made under the file's lock: two processes that add
 * at once lose nothing.
 */
public final class OpenVault implements AutoCloseable {
    private static final int MOST_SLOTS = 255;

    private final VaultStore store;
    private VaultFile.Place place;
    private DataKey key;

    /** What a change does to the keys; false: nothing, and nothing is written. */
    private interface Edit {
        boolean apply(Contents keys);
    }

    /** Takes the key over. */
    OpenVault(VaultStore store, VaultFile.Place place, DataKey key) {
        this.store = store;
        this.place = place;
        this.key = key;
    }

    /** A copy of the keys stored under that profile. The caller closes it. */
    public Optional<AccessKeys> get(String profile) throws VaultException {
        try (Contents keys = key.read(current())) {
            AccessKeys found = keys.byProfile.get(profile);
            return found == null ? Optional.empty() : Optional.of(found.copy());
        }
    }

    /** Stores or replaces; keeps no hold on {@code keys}. On return it is on disk. */
    public void put(String profile, AccessKeys keys) throws IOException {
        change(all -> {
            AccessKeys former = all.byProfile.put(profile, keys.copy());
            if (former != null) {
                former.close();
            }
            return true;
        });
    }

    /** Keys get another profile's name, and take the place of those that had it, in every profile that has those. */
    public void supersede(String profile, String by) throws IOException {
        change(all -> {
            AccessKeys fresh = all.byProfile.remove(by);
            AccessKeys former = fresh == null ? null : all.byProfile.put(profile, fresh);
            if (former != null) {
                String id = former.accessKeyId();
                former.close();
                all.byProfile.replaceAll((name, keys) -> keys.accessKeyId().equals(id) ? replaced(keys, fresh) : keys);
            }
            return fresh != null;
        });
    }

    private static AccessKeys replaced(AccessKeys keys, AccessKeys by) {
        keys.close();
        return by.copy();
    }

    /** False if there were none. Drops the copy of the former state too: it holds the keys that were to go. */
    public boolean remove(String profile) throws IOException {
        return store.locked(() -> {
            boolean removed = changeLocked(all -> {
                AccessKeys former = all.byProfile.remove(profile);
                if (former != null) {
                    former.close();
                }
                return former != null;
            });
            if (removed) {
                store.dropFormer();
            }
            return removed;
        });
    }

    /**
     * Adds one more way to unlock it. The unlocker is asked before the lock is taken: a person may take their time.
     *
     * @throws IOException what the unlocker's keystore or key says; then nothing of it is left there
     */
    public UnlockerInfo addUnlocker(Unlocker unlocker) throws IOException {
        upgrade();
        Slot slot;
        try (Contents keys = key.read(current())) {
            slot = Slot.make(unlocker, place, keys.keys(key));
        }
        boolean added = false;
        try {
            store.locked(() -> add(slot));
            added = true;
        } finally {
            if (!added) {
                Slot.discard(unlocker, slot.parameters());
            }
        }
        return slot.info();
    }

    private boolean add(Slot slot) throws IOException {
        VaultFile now = current();
        if (now.slots().size() == MOST_SLOTS) {
            throw new VaultException(
                    VaultException.Kind.IO, store.file(), "the vault has no room for another unlocker", null);
        }
        List<Slot> slots = new ArrayList<>(now.slots());
        slots.add(slot);
        try (Contents keys = key.read(now)) {
            write(store, key, now.with(slots), keys);
        }
        return true;
    }

    /** A file of format 1 has no voucher, and one made in passing would be another at the next look. */
    private void upgrade() throws IOException {
        if (current().sealed().format() == 1) {
            change(all -> true);
        }
    }

    /**
     * Removes one way to unlock it, and gives the vault a new data key, so that who kept an old file and the removed
     * unlocker reads nothing of what comes. The new file is proven, then the copy of the former state is deleted.
     *
     * @return the parameters of the slot that is gone, for {@link Unlocker#discard}
     * @throws VaultException LAST_UNLOCKER if none would be left, or one YubiKey alone; NO_SUCH_UNLOCKER
     */
    public byte[] removeUnlocker(String id) throws IOException {
        return store.locked(() -> {
            VaultFile now = current();
            Slot gone = now.slots().stream()
                    .filter(slot -> slot.info().id().equals(id))
                    .findFirst()
                    .orElseThrow(() -> refusal(VaultException.Kind.NO_SUCH_UNLOCKER, "no unlocker " + id));
            List<Slot> left = new ArrayList<>(now.slots());
            left.remove(gone);
            Vault.requireWayIn(left.stream().map(Slot::info).toList(), store.file());
            reseal(now, left);
            store.dropFormer();
            return gone.parameters();
        });
    }

    /** Under a new data key. The former copies are deleted only when the new file is proven. */
    private void reseal(VaultFile now, List<Slot> slots) throws IOException {
        VaultFile.Place next = place.withNewKey();
        DataKey fresh = DataKey.random();
        boolean written = false;
        try (Contents keys = key.read(now)) {
            List<Slot> rewrapped = new ArrayList<>();
            for (Slot slot : slots) {
                rewrapped.add(slot.rewrapped(next, keys.keys(fresh))
                        .orElseThrow(() -> refusal(
                                VaultException.Kind.LAST_UNLOCKER,
                                "unlocker " + slot.info().id() + " (" + slot.kind()
                                        + ") is of an older kind: add it anew and remove the old one first")));
            }
            write(store, fresh, new VaultFile(next, now.generation() + 1, rewrapped, now.index(), now.sealed()), keys);
            written = true;
        } finally {
            if (!written) {
                fresh.close();
            }
        }
        key.close();
        key = fresh;
        place = next;
    }

    private VaultException refusal(VaultException.Kind kind, String message) {
        return new VaultException(kind, store.file(), message, null);
    }

    private void change(Edit edit) throws IOException {
        store.locked(() -> changeLocked(edit));
    }

    private boolean changeLocked(Edit edit) throws IOException {
        VaultFile now = current();
        try (Contents keys = key.read(now)) {
            if (!edit.apply(keys)) {
                return false;
            }
            write(store, key, now.with(now.slots()), keys);
            return true;
        }
    }

    /** What was written is read back and proven while the former state is still at hand. */
    static void write(VaultStore store, DataKey key, VaultFile next, Contents keys) throws IOException {
        store.write(key.write(next, keys));
        VaultFile written = store.read();
        try (Contents proven = key.read(written)) {
            if (!proven.index().equals(keys.index())
                    || written.slots().size() != next.slots().size()) {
                throw VaultFile.damaged(store.file(), "it does not hold what was written", null);
            }
        }
    }

    private VaultFile current() throws VaultException {
        VaultFile now = store.read();
        if (!Arrays.equals(now.place().id(), place.id())) {
            throw refusal(VaultException.Kind.LOCKED, "another vault took the place of " + store.file());
        }
        if (!Arrays.equals(now.place().keyId(), place.keyId())) {
            throw refusal(
                    VaultException.Kind.STALE,
                    "another process sealed the vault anew meanwhile: repeat the command, nothing was changed");
        }
        return now;
    }

    @Override
    public void close() {
        key.close();
    }
}
