package ykaws.shell.command;

import java.io.Closeable;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import ykaws.oath.Credential;
import ykaws.oath.MfaArn;
import ykaws.pcsc.CardReaders;
import ykaws.pcsc.KeyListing;
import ykaws.pcsc.KeySelector;
import ykaws.pcsc.KeyWatch;
import ykaws.pcsc.PcscException;
import ykaws.shell.Invocation;

/**
 * Finds the key that the next user gets: one that holds no MFA account of this AWS account yet, or the very one that a
 * former run began with. On a terminal it must have been plugged in since the start, so that an administrator's own key
 * is never taken, and is waited for. Else it is the first of those that are plugged in.
 */
final class NextKey {
    private final Invocation invocation;
    private final Set<Integer> fromTheStart = new HashSet<>();
    private final Set<Integer> refused = new HashSet<>();
    private @Nullable IOException unread;

    NextKey(Invocation invocation) {
        this.invocation = invocation;
    }

    /** Notes what is plugged in before the first user's turn. */
    void begin() throws IOException {
        for (KeyListing each : keys()) {
            serial(each).ifPresent(fromTheStart::add);
        }
    }

    private List<KeyListing> keys() throws IOException {
        try {
            return invocation.keys().list(invocation.readerFilter());
        } catch (PcscException e) {
            return switch (e.kind()) {
                case NO_KEY, NO_READER -> List.of();
                default -> throw e;
            };
        }
    }

    private static OptionalInt serial(KeyListing key) {
        return key.info().isPresent() ? key.info().get().serial() : OptionalInt.empty();
    }

    /**
     * The key for a device.
     *
     * @param who the user, as the person is told
     * @throws PcscException NO_KEY if nobody can be asked for one
     */
    KeySelector find(MfaArn device, String who) throws IOException {
        CardReaders readers = invocation.world().readers();
        try {
            KeyWatch watch = new KeyWatch(readers, invocation.app().pause());
            watch.begin(invocation.readerFilter());
            boolean told = false;
            while (true) {
                Optional<KeySelector> found = look(device);
                if (found.isPresent()) {
                    return found.get();
                }
                if (!invocation.canAsk()) {
                    throw none();
                }
                if (!told) {
                    invocation.console().say("ykaws: insert the next key, for " + who + "; Ctrl-C ends");
                    told = true;
                }
                watch.await(invocation.readerFilter(), null);
            }
        } finally {
            if (readers instanceof Closeable closeable) {
                closeable.close();
            }
        }
    }

    private IOException none() {
        IOException why = unread;
        return why != null
                ? why
                : new PcscException(
                        PcscException.Kind.NO_KEY, null, "no key is plugged in that has no MFA account here yet");
    }

    private Optional<KeySelector> look(MfaArn device) throws IOException {
        unread = null;
        Set<Integer> present = new HashSet<>();
        Optional<KeySelector> fresh = Optional.empty();
        for (KeyListing each : keys()) {
            OptionalInt serial = serial(each);
            if (serial.isEmpty()) {
                continue;
            }
            present.add(serial.getAsInt());
            KeySelector selector = new KeySelector(serial, invocation.readerFilter());
            Standing standing = standing(selector, device);
            if (standing == Standing.THIS_DEVICE) {
                return Optional.of(selector);
            }
            boolean old = invocation.canAsk() && fromTheStart.contains(serial.getAsInt());
            if (standing == Standing.FREE && !old && fresh.isEmpty()) {
                fresh = Optional.of(selector);
            }
        }
        fromTheStart.retainAll(present);
        return fresh;
    }

    /** What a key holds. */
    private enum Standing {
        FREE,
        THIS_DEVICE,
        /** An MFA account of this AWS account, or nobody knows. */
        TAKEN
    }

    private Standing standing(KeySelector key, MfaArn device) throws IOException {
        Standing standing = Standing.FREE;
        Credential other = null;
        try (OpenOath oath = OpenOath.openIfPresent(invocation, key)) {
            for (Credential each : oath.session().list()) {
                if (device.names(each.id())) {
                    return Standing.THIS_DEVICE;
                }
                other = isOfAccount(device, each) ? each : other;
            }
        } catch (InterruptedIOException e) {
            throw e;
        } catch (IOException e) {
            if (e instanceof PcscException pcsc && pcsc.kind() == PcscException.Kind.INTERRUPTED) {
                throw e;
            }
            unread = e;
            return Standing.TAKEN;
        }
        if (other != null) {
            standing = Standing.TAKEN;
            tell(key, other);
        }
        return standing;
    }

    /** In ykman's and aws-vault's spelling, or in awsu's. */
    private static boolean isOfAccount(MfaArn device, Credential account) {
        String id = account.id().text();
        return id.startsWith("aws/iam/" + device.account() + ":")
                || MfaArn.parse(account.id().name())
                        .or(() -> MfaArn.parse(id))
                        .filter(it -> it.account().equals(device.account()))
                        .isPresent();
    }

    private void tell(KeySelector key, Credential account) {
        int serial = key.serial().getAsInt();
        if (invocation.canAsk() && !fromTheStart.contains(serial) && refused.add(serial)) {
            invocation
                    .console()
                    .say("ykaws: key " + Integer.toUnsignedString(serial) + " is taken: it holds "
                            + account.id().text());
        }
    }
}
