package ykaws.aws.vault;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import ykaws.oath.Secret;

/** One attempt to open a vault with an unlocker. */
final class Unlock {
    private final VaultStore store;
    private final Unlocker unlocker;
    private final String excluded;

    /** @param excluded the id of a slot that is passed over; empty: none is */
    Unlock(VaultStore store, Unlocker unlocker, String excluded) {
        this.store = store;
        this.unlocker = unlocker;
        this.excluded = excluded;
    }

    /** The whole file is proven before anything in it is believed. */
    OpenVault open() throws IOException {
        VaultFile file = store.read();
        Slot.Opened opened = slot(file);
        DataKey key = new DataKey(opened.dataKey());
        boolean proven = false;
        try {
            key.read(file).close();
            proven = true;
            store.dropOutdatedFormer(file);
            return new OpenVault(store, file.place(), key);
        } finally {
            if (!proven) {
                key.close();
            }
        }
    }

    /** The same, and the slot that opened is given its next state. Under the store's lock. */
    OpenVault andRenew() throws IOException {
        VaultFile file = store.read();
        Slot.Opened opened = slot(file);
        DataKey key = new DataKey(opened.dataKey());
        boolean proven = false;
        try (Contents contents = key.read(file)) {
            proven = true;
            renew(file, opened.slot(), key, contents);
            return new OpenVault(store, file.place(), key);
        } finally {
            if (!proven) {
                key.close();
            }
        }
    }

    /** A vault that is open stays open if this fails, say on a full key or a full disk. */
    private void renew(VaultFile file, int index, DataKey key, Contents contents) {
        try {
            Slot former = file.slots().get(index);
            Optional<Unlocker.Renewal> renewal = unlocker.renew(former.parameters());
            if (renewal.isPresent()) {
                List<Slot> slots = new ArrayList<>(file.slots());
                try (Secret wrapping = renewal.get().wrappingKey()) {
                    Slot bare = new Slot(former.kind(), renewal.get().parameters(), new byte[0]);
                    slots.set(index, Slot.wrapped(bare, wrapping, file.place(), contents.keys(key)));
                }
                OpenVault.write(store, key, file.with(slots), contents);
            }
        } catch (IOException e) {
            unlocker.notRenewed(e);
        }
    }

    private Slot.Opened slot(VaultFile file) throws IOException {
        boolean any = false;
        for (int i = 0; i < file.slots().size(); i++) {
            Slot slot = file.slots().get(i);
            boolean candidate = slot.kind().equals(unlocker.kind())
                    && !slot.info().id().equals(excluded)
                    && unlocker.owns(slot.parameters());
            if (candidate) {
                any = true;
                @Nullable Secret key = slot.open(unlocker, file.place());
                if (key != null) {
                    return new Slot.Opened(key, i);
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
