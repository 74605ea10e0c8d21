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
    private final VaultFile.Place place;
    private final DataKey key;

    /** What a change does to the keys; false: nothing, and nothing is written. */
    private interface Edit {
        boolean apply(DataKey.SortedKeys keys);
    }

    /** Takes the key over. */
    OpenVault(VaultStore store, VaultFile.Place place, DataKey key) {
        this.store = store;
        this.place = place;
        this.key = key;
    }

    /** A copy of the keys stored under that profile. The caller closes it. */
    public Optional<AccessKeys> get(String profile) throws VaultException {
        try (DataKey.SortedKeys keys = key.read(current())) {
            AccessKeys found = keys.byProfile.get(profile);
            return found == null ? Optional.empty() : Optional.of(found.copy());
        }
    }

    /** Stores or replaces; keeps no hold on {@code keys}. On return it is on disk. */
    public void put(String profile, AccessKeys keys) throws VaultException {
        change(all -> {
            AccessKeys former = all.byProfile.put(profile, keys.copy());
            if (former != null) {
                former.close();
            }
            return true;
        });
    }

    /** False if there were none. Drops the copy of the former state too: it holds the keys that were to go. */
    public boolean remove(String profile) throws VaultException {
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

    /** Adds one more way to unlock it. */
    public void addUnlocker(Unlocker unlocker) throws VaultException {
        Slot slot = Slot.make(unlocker, place, key.secret());
        store.locked(() -> {
            VaultFile now = current();
            if (now.slots().size() == MOST_SLOTS) {
                throw new VaultException(
                        VaultException.Kind.IO, store.file(), "the vault has no room for another unlocker", null);
            }
            List<Slot> slots = new ArrayList<>(now.slots());
            slots.add(slot);
            try (DataKey.SortedKeys keys = key.read(now)) {
                write(new VaultFile(place, now.generation() + 1, slots, now.index(), now.sealed()), keys);
            }
            return true;
        });
    }

    private void change(Edit edit) throws VaultException {
        store.locked(() -> changeLocked(edit));
    }

    private boolean changeLocked(Edit edit) throws IOException {
        VaultFile now = current();
        try (DataKey.SortedKeys keys = key.read(now)) {
            if (!edit.apply(keys)) {
                return false;
            }
            write(new VaultFile(place, now.generation() + 1, now.slots(), now.index(), now.sealed()), keys);
            return true;
        }
    }

    /** What was written is read back and proven while the former state is still at hand. */
    private void write(VaultFile next, DataKey.SortedKeys keys) throws IOException {
        store.write(key.write(next, keys));
        try (DataKey.SortedKeys proven = key.read(store.read())) {
            if (!proven.index().equals(keys.index())) {
                throw VaultFile.damaged(store.file(), "it does not hold what was written", null);
            }
        }
    }

    private VaultFile current() throws VaultException {
        VaultFile now = store.read();
        if (!Arrays.equals(now.place().id(), place.id())) {
            throw new VaultException(
                    VaultException.Kind.LOCKED, store.file(), "another vault took the place of " + store.file(), null);
        }
        return now;
    }

    @Override
    public void close() {
        key.close();
    }
}
