package ykaws.shell.command;

import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import ykaws.aws.keystore.KeystoreException;
import ykaws.aws.keystore.RememberedKeys;
import ykaws.oath.OathException;
import ykaws.oath.OathSession;
import ykaws.oath.Secret;
import ykaws.shell.App;
import ykaws.shell.Invocation;

/**
 * Gives a locked key its password: the remembered one, else a line of standard input, else what the person types. What
 * opened it is kept until this is closed, so that a command which opens the key again and again asks once.
 */
final class Unlocking implements AutoCloseable {
    private final Invocation invocation;
    private final boolean useRemembered;
    private @Nullable Secret accessKey;

    Unlocking(Invocation invocation) {
        this(invocation, true);
    }

    private Unlocking(Invocation invocation, boolean useRemembered) {
        this.invocation = invocation;
        this.useRemembered = useRemembered;
    }

    /** With piped input, its first line is the present password by contract, whatever is remembered. */
    static Unlocking forPasswordSet(Invocation invocation) {
        return new Unlocking(invocation, invocation.input() == App.NO_INPUT);
    }

    /** @throws OathException WRONG_PASSWORD */
    void unlock(OathSession session) throws IOException {
        if (accessKey != null && session.unlock(accessKey)) {
            return;
        }
        close();
        KeystoreException noKeystore = null;
        try {
            if (useRemembered && unlockedByRemembered(session)) {
                return;
            }
        } catch (KeystoreException e) {
            noKeystore = e;
        }
        try (Secret password = password(noKeystore)) {
            accessKey = derive(session, password);
        }
        if (!session.unlock(accessKey)) {
            close();
            throw OathException.of(OathException.Kind.WRONG_PASSWORD, "", "wrong password for the OATH application");
        }
    }

    /** Tries the remembered password and asks nobody; whether it opened the key. */
    boolean unlockWithoutAsking(OathSession session) throws IOException {
        try {
            return unlockedByRemembered(session);
        } catch (KeystoreException e) {
            return false;
        }
    }

    private boolean unlockedByRemembered(OathSession session) throws IOException {
        RememberedKeys remembered = Remembered.of(invocation);
        Optional<Secret> found = remembered.get(session.deviceId());
        if (found.isEmpty()) {
            return false;
        }
        if (session.unlock(found.get())) {
            accessKey = found.get();
            return true;
        }
        found.get().close();
        remembered.forget(session.deviceId());
        invocation
                .console()
                .say("ykaws: the remembered password is wrong: it was changed elsewhere. It is forgotten now");
        return false;
    }

    /** Where a password is remembered and cannot be had, and there is nobody to ask, that is what went wrong. */
    private Secret password(@Nullable KeystoreException noKeystore) throws IOException {
        if (noKeystore != null && invocation.canAsk()) {
            invocation.console().say("ykaws: the remembered password cannot be had: " + noKeystore.getMessage());
        }
        Optional<Secret> given = Passwords.secret(invocation, "Password of the OATH application: ");
        if (given.isPresent()) {
            return given.get();
        }
        if (noKeystore != null) {
            throw noKeystore;
        }
        throw Passwords.locked().failure();
    }

    /** The access key that a password means on that key. */
    static Secret derive(OathSession session, Secret password) {
        char[] characters = Passwords.characters(password);
        try {
            return session.deriveAccessKey(characters);
        } finally {
            Arrays.fill(characters, '\0');
        }
    }

    @Override
    public void close() {
        if (accessKey != null) {
            accessKey.close();
            accessKey = null;
        }
    }
}
