package ykaws.shell.command;

import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import ykaws.oath.OathSession;
import ykaws.pcsc.KeySelector;
import ykaws.pcsc.OpenKey;
import ykaws.pcsc.PcscException;
import ykaws.shell.Invocation;
import ykaws.shell.World;

/** The OATH application of the key that a line is about, selected and unlocked. */
public final class OpenOath implements Closeable {
    /** After so much silence of the key, a person is told that it waits for a touch. */
    private static final Duration SILENCE = Duration.ofMillis(500);

    private final OpenKey key;
    private final OathSession session;
    private final World world;

    private OpenOath(OpenKey key, OathSession session, World world) {
        this.world = world;
        this.key = key;
        this.session = session;
    }

    /** Opens the one key that the options name. */
    public static OpenOath open(Invocation invocation) throws IOException {
        try (Unlocking unlocking = new Unlocking(invocation)) {
            return on(invocation.openKey(), unlocking, invocation);
        }
    }

    /** The same; among several keys, none of which the options name, the one that holds that account. */
    static OpenOath open(Invocation invocation, String account) throws IOException {
        try (Unlocking unlocking = new Unlocking(invocation)) {
            return on(keyWith(account, invocation), unlocking, invocation);
        }
    }

    private static OpenKey keyWith(String account, Invocation invocation) throws IOException {
        try {
            return invocation.openKey();
        } catch (PcscException e) {
            if (e.kind() != PcscException.Kind.SEVERAL_KEYS) {
                throw e;
            }
            return invocation.openKey(new KeyWithAccount(invocation, account).among(e.keys()));
        }
    }

    /** As the first, with the key's serial number read first: reading it later would lock and deselect the application. */
    static OpenOath openWithSerial(Invocation invocation) throws IOException {
        return withSerial(invocation, invocation.openKey());
    }

    /** The same with the key that a selector names. */
    static OpenOath openWithSerial(Invocation invocation, KeySelector selector) throws IOException {
        return withSerial(invocation, invocation.openKey(selector));
    }

    /** The same; a key that is not there is not waited for. */
    static OpenOath openIfPresent(Invocation invocation, KeySelector selector) throws IOException {
        return withSerial(invocation, invocation.keys().open(selector));
    }

    private static OpenOath withSerial(Invocation invocation, OpenKey key) throws IOException {
        try (Unlocking unlocking = new Unlocking(invocation)) {
            key.info();
            return on(key, unlocking, invocation);
        } catch (IOException | RuntimeException e) {
            key.close();
            throw e;
        }
    }

    /** Selects and unlocks on a key that is open, and closes it if that fails. */
    static OpenOath on(OpenKey key, Unlocking unlocking, Invocation invocation) throws IOException {
        try {
            OathSession session = select(invocation, key);
            if (session.locked()) {
                unlocking.unlock(session);
                // Whoever opens the key next must not find it unlocked.
                key.resetOnClose();
            }
            return new OpenOath(key, session, invocation.world());
        } catch (IOException | RuntimeException e) {
            key.close();
            throw e;
        }
    }

    /** Selects the application, behind an encrypted channel if the options ask for one. */
    static OathSession select(Invocation invocation, OpenKey key) throws IOException {
        return invocation.options().scp()
                ? OathSession.open(key.connection(), new ScpChannel())
                : OathSession.open(key.connection());
    }

    public OathSession session() {
        return session;
    }

    public OpenKey key() {
        return key;
    }

    /** Has {@code notice} run whenever the key leaves an APDU unanswered for half a second. */
    public void whenSilent(Runnable notice) {
        key.connection().whileSilent(SILENCE, notice);
    }

    @Override
    public void close() throws IOException {
        world.abandonTouch();
        key.close();
    }
}
