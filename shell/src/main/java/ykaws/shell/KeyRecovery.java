package ykaws.shell;

import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import ykaws.pcsc.CardReaders;
import ykaws.pcsc.KeySelector;
import ykaws.pcsc.KeyWatch;
import ykaws.pcsc.OpenKey;
import ykaws.pcsc.PcscException;

/**
 * What is done when the key cannot be opened at once: on a terminal, it is waited for; on request, GnuPG is made to let
 * it go. Not on the way of a command that finds its key.
 */
final class KeyRecovery {
    /** How long a command waits; the shell waits until Ctrl-C. */
    static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Invocation invocation;
    private final KeySelector selector;
    private int denials;

    KeyRecovery(Invocation invocation, KeySelector selector) {
        this.invocation = invocation;
        this.selector = selector;
    }

    /** Goes on from a failure to open; throws it if nothing can be done about it. */
    OpenKey open(PcscException failure) throws IOException {
        return switch (failure.kind()) {
            case NO_READER, NO_KEY, NO_SUCH_KEY -> invocation.canAsk() ? whenInserted(failure) : fail(failure);
            case BUSY -> afterRelease(failure);
            default -> fail(failure);
        };
    }

    private static OpenKey fail(PcscException failure) throws PcscException {
        throw failure;
    }

    private OpenKey whenInserted(PcscException failure) throws IOException {
        CardReaders readers = invocation.world().readers();
        try {
            KeyWatch watch = new KeyWatch(readers, invocation.app().pause());
            watch.begin(selector.reader());
            invocation.console().say("ykaws: insert " + which() + "; Ctrl-C ends the wait");
            Duration patience = invocation.origin() == Invocation.Origin.SHELL ? null : PATIENCE;
            while (watch.await(selector.reader(), patience)) {
                OpenKey key = tryOpen(watch);
                if (key != null) {
                    return key;
                }
            }
            throw failure;
        } finally {
            if (readers instanceof Closeable closeable) {
                closeable.close();
            }
        }
    }

    private String which() {
        String key = selector.serial().isPresent()
                ? "YubiKey " + Integer.toUnsignedString(selector.serial().getAsInt())
                : "your YubiKey";
        return selector.reader() == null ? key : key + " (reader " + selector.reader() + ")";
    }

    /** Null if it is another key, or left again, or the service ends just now. */
    private @Nullable OpenKey tryOpen(KeyWatch watch) throws IOException {
        try {
            return invocation.keys().open(selector);
        } catch (PcscException e) {
            return switch (e.kind()) {
                case NO_READER, NO_KEY, NO_SUCH_KEY, REMOVED -> null;
                case NO_SERVICE -> soon(watch);
                case DENIED -> ++denials < KeyWatch.BELIEVED_DENIALS ? soon(watch) : fail(e);
                case BUSY -> afterRelease(e);
                default -> throw e;
            };
        }
    }

    private static @Nullable OpenKey soon(KeyWatch watch) throws PcscException {
        watch.lookAgain();
        return null;
    }

    private OpenKey afterRelease(PcscException failure) throws IOException {
        if (!invocation.options().releaseScdaemon() || invocation.world().isSandbox()) {
            throw failure;
        }
        new ScdaemonRelease(invocation).run();
        return invocation.keys().open(selector);
    }
}
