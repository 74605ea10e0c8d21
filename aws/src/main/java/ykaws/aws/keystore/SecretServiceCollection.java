package ykaws.aws.keystore;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import org.freedesktop.dbus.ObjectPath;
import org.freedesktop.dbus.exceptions.DBusException;
import org.freedesktop.secret.Collection;
import org.freedesktop.secret.Item;
import org.freedesktop.secret.Pair;
import org.freedesktop.secret.Prompt;
import org.freedesktop.secret.Service;
import org.freedesktop.secret.TransportEncryption;
import org.jspecify.annotations.Nullable;
import ykaws.aws.keystore.KeystoreException.Kind;

/**
 * Another program's collection in the Secret Service (freedesktop.org's Secret Service API, draft 0.2), to read only. Secrets
 * cross the bus encrypted.
 */
public final class SecretServiceCollection implements AutoCloseable {
    private static final String COLLECTIONS = "/org/freedesktop/secrets/collection/";
    private static final String NO_PROMPT = "/";
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    /** A person looks for the passphrase. */
    private static final Duration PROMPTED = Duration.ofMinutes(2);

    private final String name;
    private final TransportEncryption transport;
    private final Map<String, ObjectPath> items = new TreeMap<>();

    private SecretServiceCollection(String name, TransportEncryption transport) {
        this.name = name;
        this.transport = transport;
    }

    /**
     * Opens it, unlocked. The caller closes it.
     *
     * @param name the collection's
     * @param attribute of its items by which they are told apart
     * @param mayAsk whether the desktop may ask the person to unlock it
     * @return empty without a session bus, a Secret Service on it, or such a collection there
     * @throws KeystoreException UNAVAILABLE: it is locked and stays so, or does not answer
     */
    public static Optional<SecretServiceCollection> open(String name, String attribute, boolean mayAsk)
            throws KeystoreException {
        TransportEncryption transport = call(PATIENCE, SecretServiceCollection::connected);
        if (transport == null) {
            return Optional.empty();
        }
        SecretServiceCollection opened = new SecretServiceCollection(name, transport);
        boolean whole = false;
        try {
            ObjectPath path = call(PATIENCE, opened::path);
            if (path != null) {
                Collection collection = new Collection(path, transport.getService());
                opened.unlock(collection, mayAsk);
                call(PATIENCE, () -> opened.list(collection, attribute));
                whole = true;
            }
        } finally {
            if (!whole) {
                opened.close();
            }
        }
        return whole ? Optional.of(opened) : Optional.empty();
    }

    /** The values of the attribute. */
    public Set<String> names() {
        return Set.copyOf(items.keySet());
    }

    /**
     * An item's secret, which must be text in UTF-8. The caller wipes it.
     *
     * @param item of {@link #names()}
     * @throws KeystoreException UNAVAILABLE
     */
    public byte[] secret(String item) throws KeystoreException {
        ObjectPath path = items.get(item);
        if (path == null) {
            throw new IllegalArgumentException(item);
        }
        return call(PATIENCE, () -> {
            Service service = transport.getService();
            try (org.freedesktop.secret.Secret sealed =
                    new Item(path, service).getSecret(service.getSession().getPath())) {
                return bytes(transport.decrypt(sealed));
            }
        });
    }

    @Override
    public void close() {
        Service service = transport.getService();
        transport.clear();
        service.getConnection().disconnect();
    }

    /** Null where there is no bus, or no Secret Service on it. */
    private static @Nullable TransportEncryption connected() throws GeneralSecurityException {
        TransportEncryption transport;
        try {
            transport = new TransportEncryption();
        } catch (DBusException | RuntimeException e) {
            // Without an address to look for the bus at it is the latter.
            return null;
        }
        transport.initialize();
        if (!hasSession(transport)) {
            transport.getService().getConnection().disconnect();
            return null;
        }
        transport.generateSessionKey();
        return transport;
    }

    private static boolean hasSession(TransportEncryption transport) {
        try {
            return transport.openSession();
        } catch (DBusException | RuntimeException e) {
            return false;
        }
    }

    private @Nullable ObjectPath path() {
        List<ObjectPath> all = transport.getService().getCollections();
        for (ObjectPath each : all == null ? List.<ObjectPath>of() : all) {
            if (unescaped(each.getPath()).equals(COLLECTIONS + name)) {
                return each;
            }
        }
        return null;
    }

    private void unlock(Collection collection, boolean mayAsk) throws KeystoreException {
        if (!call(PATIENCE, collection::isLocked)) {
            return;
        }
        if (mayAsk) {
            call(PROMPTED, () -> {
                Service service = transport.getService();
                Pair<List<ObjectPath>, ObjectPath> answer = service.unlock(List.of(collection.getPath()));
                return answer.b.getPath().equals(NO_PROMPT) ? null : new Prompt(service).await(answer.b, PROMPTED);
            });
        }
        if (call(PATIENCE, collection::isLocked)) {
            String why = mayAsk ? " is locked and was not unlocked" : " is locked and there is nobody to ask";
            throw new KeystoreException(Kind.UNAVAILABLE, "the keyring " + name + why, null);
        }
    }

    private boolean list(Collection collection, String attribute) {
        for (ObjectPath each : collection.getItems()) {
            Map<String, String> attributes = new Item(each, transport.getService()).getAttributes();
            String value = attributes == null ? null : attributes.get(attribute);
            if (value != null) {
                items.putIfAbsent(value, each);
            }
        }
        return true;
    }

    /** In paths, gnome-keyring writes all but letters and digits as an underscore and two hexadecimal digits. */
    static String unescaped(String path) {
        StringBuilder plain = new StringBuilder();
        for (int i = 0; i < path.length(); i++) {
            boolean escape = path.charAt(i) == '_'
                    && i + 2 < path.length()
                    && Character.digit(path.charAt(i + 1), 16) >= 0
                    && Character.digit(path.charAt(i + 2), 16) >= 0;
            plain.append(escape ? (char) Integer.parseInt(path.substring(i + 1, i + 3), 16) : path.charAt(i));
            i += escape ? 2 : 0;
        }
        return plain.toString();
    }

    private static byte[] bytes(char[] characters) {
        ByteBuffer encoded = StandardCharsets.UTF_8.encode(CharBuffer.wrap(characters));
        byte[] bytes = new byte[encoded.remaining()];
        encoded.get(bytes).rewind();
        encoded.put(new byte[bytes.length]);
        Arrays.fill(characters, '\0');
        return bytes;
    }

    /** The library trips over an answer that is an error: it takes no look before. */
    private static <T extends @Nullable Object> T call(Duration patience, Callable<T> call) throws KeystoreException {
        try {
            return PatientCall.within(patience, call);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Error error && !(error instanceof LinkageError)) {
                throw error;
            }
            // Its message may quote what came.
            throw new KeystoreException(Kind.UNAVAILABLE, "the Secret Service did not do what it was asked", null);
        }
    }
}
