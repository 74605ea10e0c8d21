package ykaws.aws.keystore;

import com.github.javakeyring.BackendNotSupportedException;
import com.github.javakeyring.Keyring;
import com.github.javakeyring.PasswordAccessException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;
import ykaws.aws.keystore.KeystoreException.Kind;
import ykaws.oath.Secret;

/**
 * The operating system's: Secret Service or KWallet by D-Bus, Keychain on macOS, Credential Manager on Windows, through
 * java-keyring. Entries stand under the service {@code ykaws}.
 *
 * <p>Each call is given up after a minute: a desktop may ask the person to unlock the keyring, or a bus may never answer.
 */
public final class OsKeystore implements Keystore {
    private static final String SERVICE = "ykaws";
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private interface Call<T> {
        T with(Keyring keyring) throws PasswordAccessException;
    }

    @Override
    public boolean available() {
        try {
            return call(keyring -> true);
        } catch (KeystoreException e) {
            return false;
        }
    }

    @Override
    public Optional<Secret> get(String name) throws KeystoreException {
        String text = call(keyring -> textOf(keyring, name));
        return text == null ? Optional.empty() : Optional.of(KeystoreText.read(name, text));
    }

    @Override
    public void put(String name, Secret secret) throws KeystoreException {
        String text = KeystoreText.of(secret);
        boolean stored = call(keyring -> {
            keyring.setPassword(SERVICE, name, text);
            return text.equals(textOf(keyring, name));
        });
        if (!stored) {
            throw new KeystoreException(Kind.REFUSED, "the keystore did not keep what it was given", null);
        }
    }

    @Override
    public void delete(String name) throws KeystoreException {
        boolean gone = call(keyring -> {
            try {
                keyring.deletePassword(SERVICE, name);
            } catch (PasswordAccessException e) {
                // So it says that there is no such entry, as well as all else: the look below decides.
                return textOf(keyring, name) == null;
            }
            return true;
        });
        if (!gone) {
            throw new KeystoreException(Kind.REFUSED, "the keystore did not delete '" + name + "'", null);
        }
    }

    /** Null for an entry that is not there, or that the person did not unlock: the library does not tell which. */
    private static @Nullable String textOf(Keyring keyring, String name) {
        try {
            return keyring.getPassword(SERVICE, name);
        } catch (PasswordAccessException e) {
            return null;
        }
    }

    private static <T extends @Nullable Object> T call(Call<T> call) throws KeystoreException {
        try {
            return PatientCall.within(PATIENCE, () -> {
                Keyring keyring = Keyring.create();
                try {
                    return call.with(keyring);
                } finally {
                    keyring.close();
                }
            });
        } catch (ExecutionException e) {
            throw unavailable(e.getCause());
        }
    }

    private static KeystoreException unavailable(@Nullable Throwable cause) {
        if (cause instanceof Error error && !(error instanceof LinkageError)) {
            throw error;
        }
        String why = cause instanceof BackendNotSupportedException
                ? "there is no keystore here: no Secret Service or KWallet on the session bus, no Keychain, no"
                        + " Credential Manager"
                // A keyring that is locked or was never made: the library trips over the missing answer.
                : "the keystore cannot be used: it is locked, or has no keyring to store in";
        return new KeystoreException(Kind.UNAVAILABLE, why, cause);
    }
}
