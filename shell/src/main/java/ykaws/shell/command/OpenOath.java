package ykaws.shell.command;

import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import ykaws.oath.OathException;
import ykaws.oath.OathSession;
import ykaws.oath.Secret;
import ykaws.pcsc.KeySelector;
import ykaws.pcsc.OpenKey;
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
        return open(invocation, invocation.keySelector(), false);
    }

    /** The same, with the key's serial number read first: reading it later would lock and deselect the application. */
    static OpenOath openWithSerial(Invocation invocation) throws IOException {
        return open(invocation, invocation.keySelector(), true);
    }

    private static OpenOath open(Invocation invocation, KeySelector selector, boolean withSerial) throws IOException {
        OpenKey key = invocation.keys().open(selector);
        try {
            if (withSerial) {
                key.info();
            }
            OathSession session = OathSession.open(key.connection());
            if (session.locked()) {
                unlock(invocation, session);
                // Whoever opens the key next must not find it unlocked.
                key.resetOnClose();
            }
            return new OpenOath(key, session, invocation.world());
        } catch (IOException | RuntimeException e) {
            key.close();
            throw e;
        }
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

    private static void unlock(Invocation invocation, OathSession session) throws IOException {
        try (Secret password = Passwords.current(invocation)) {
            if (!unlocks(session, password)) {
                throw OathException.of(
                        OathException.Kind.WRONG_PASSWORD, "", "wrong password for the OATH application");
            }
        }
    }

    private static boolean unlocks(OathSession session, Secret password) throws IOException {
        char[] characters = Passwords.characters(password);
        try (Secret accessKey = session.deriveAccessKey(characters)) {
            return session.unlock(accessKey);
        } finally {
            java.util.Arrays.fill(characters, '\0');
        }
    }
}
