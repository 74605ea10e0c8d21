package ykaws.shell.command;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import ykaws.aws.status.PluggedKey;
import ykaws.aws.status.Unread;
import ykaws.oath.Credential;
import ykaws.oath.CredentialId;
import ykaws.oath.OathException;
import ykaws.oath.OathSession;
import ykaws.pcsc.DeviceInfo;
import ykaws.pcsc.KeyListing;
import ykaws.pcsc.KeySelector;
import ykaws.pcsc.OpenKey;
import ykaws.pcsc.PcscException;
import ykaws.shell.Invocation;

/**
 * What the plugged-in keys hold, for {@code status}. A key that does not tell is no failure: IAM and the profiles can be
 * compared without it.
 */
final class StatusKeys {
    private final Invocation invocation;
    private final boolean asks;
    private final List<Unread> unread = new ArrayList<>();

    StatusKeys(Invocation invocation) {
        this(invocation, invocation.canAsk());
    }

    private StatusKeys(Invocation invocation, boolean asks) {
        this.invocation = invocation;
        this.asks = asks;
    }

    /** A key that has a password which is not remembered stays unread. */
    static StatusKeys withoutAsking(Invocation invocation) {
        return new StatusKeys(invocation, false);
    }

    /** What could not be seen, once {@link #read} is done. */
    List<Unread> unread() {
        return unread;
    }

    /** The keys that the options name; all without. */
    List<PluggedKey> read() throws IOException {
        List<PluggedKey> keys = new ArrayList<>();
        try {
            for (KeyListing each : invocation.keys().list(invocation.readerFilter())) {
                OptionalInt serial = each.info().map(DeviceInfo::serial).orElse(OptionalInt.empty());
                if (isAsked(serial)) {
                    keys.add(read(each, serial));
                }
            }
        } catch (PcscException e) {
            unlessInterrupted(e);
            unread.add(new Unread("the keys", e.getMessage()));
        }
        return keys;
    }

    private boolean isAsked(OptionalInt serial) {
        List<KeySelector> asked = invocation.keySelectors();
        return asked.get(0).serial().isEmpty()
                || asked.stream().anyMatch(it -> it.serial().equals(serial));
    }

    private PluggedKey read(KeyListing listed, OptionalInt serial) throws IOException {
        String reader = listed.reader();
        if (listed.state() != KeyListing.State.FREE) {
            PluggedKey.State state = listed.inUse() ? PluggedKey.State.IN_USE : PluggedKey.State.UNREADABLE;
            return without(new PluggedKey(serial, reader, state, List.of()), "another program holds it, or it fails");
        }
        try (OpenKey key = invocation.keys().open(KeySelector.ofReader(reader))) {
            OathSession session = OpenOath.select(invocation, key);
            if (session.locked() && !unlocked(key, session)) {
                PluggedKey locked = new PluggedKey(serial, reader, PluggedKey.State.LOCKED, List.of());
                return without(locked, "it has a password, which is not remembered");
            }
            List<CredentialId> ids = new ArrayList<>();
            for (Credential each : session.list()) {
                ids.add(each.id());
            }
            return new PluggedKey(serial, reader, PluggedKey.State.READ, ids);
        } catch (OathException | PcscException e) {
            if (e instanceof PcscException pcsc) {
                unlessInterrupted(pcsc);
            }
            PluggedKey.State state = PluggedKey.State.UNREADABLE;
            return without(new PluggedKey(serial, reader, state, List.of()), e.getMessage());
        }
    }

    /** By the remembered password, else by what a person types; the key forgets it at the close. */
    private boolean unlocked(OpenKey key, OathSession session) throws IOException {
        try (Unlocking unlocking = new Unlocking(invocation)) {
            key.resetOnClose();
            if (!asks) {
                return unlocking.unlockWithoutAsking(session);
            }
            unlocking.unlock(session);
            return true;
        }
    }

    private PluggedKey without(PluggedKey key, String why) {
        String what = key.serial().isPresent() ? "key " + key.name() : "the key in " + key.reader();
        unread.add(new Unread("the accounts of " + what, why));
        return key;
    }

    private static void unlessInterrupted(PcscException e) throws PcscException {
        if (e.kind() == PcscException.Kind.INTERRUPTED) {
            throw e;
        }
    }
}
