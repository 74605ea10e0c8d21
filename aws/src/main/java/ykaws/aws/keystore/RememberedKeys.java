package ykaws.aws.keystore;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import ykaws.aws.files.LockFile;
import ykaws.aws.session.SecretFiles;
import ykaws.oath.Secret;

/**
 * The access keys of OATH applications that the person wants remembered: the keys in the keystore, under the device id
 * of the application, and the device ids in a file. The file is there so that a locked key of which nothing is
 * remembered costs no question to the keystore, and so that all can be forgotten, since a keystore cannot be listed.
 *
 * <p>What is remembered is derived from the password and the application's salt: it opens this key until its next reset,
 * and does not tell the password.
 */
public final class RememberedKeys {
    private static final String PREFIX = "oath:";

    private final Keystore keystore;
    private final Path index;
    private final SecretFiles files;

    public RememberedKeys(Keystore keystore, Path index, SecretFiles files) {
        this.keystore = keystore;
        this.index = index;
        this.files = files;
    }

    /** Whether the file says that there is one; the keystore is not asked. */
    public boolean has(String deviceId) throws IOException {
        return all().contains(deviceId);
    }

    /** The device ids in the file. */
    public List<String> all() throws IOException {
        byte[] content = files.read(index).orElse(new byte[0]);
        return new String(content, StandardCharsets.US_ASCII)
                .lines()
                .filter(line -> !line.isEmpty())
                .toList();
    }

    /** The access key, closed by the caller; empty if nothing is remembered, or the keystore does not give it out. */
    public Optional<Secret> get(String deviceId) throws IOException {
        return has(deviceId) ? keystore.get(PREFIX + deviceId) : Optional.empty();
    }

    /** Fails before anything is asked of the person or the key, if nothing could be remembered here. */
    public void requireKeystore() throws KeystoreException {
        if (!keystore.available()) {
            throw new KeystoreException(
                    KeystoreException.Kind.UNAVAILABLE,
                    "there is no keystore here to remember a password in: no Secret Service or KWallet on the session"
                            + " bus, no Keychain, no Credential Manager",
                    null);
        }
    }

    /** The device id goes into the file first: better an id without a key than a key that nobody finds. */
    public void put(String deviceId, Secret accessKey) throws IOException {
        boolean added = change(deviceId, true);
        boolean stored = false;
        try {
            keystore.put(PREFIX + deviceId, accessKey);
            stored = true;
        } finally {
            if (added && !stored) {
                change(deviceId, false);
            }
        }
    }

    /** Whether there was anything to forget, by the file. */
    public boolean forget(String deviceId) throws IOException {
        if (!has(deviceId)) {
            return false;
        }
        keystore.delete(PREFIX + deviceId);
        change(deviceId, false);
        return true;
    }

    private boolean change(String deviceId, boolean present) throws IOException {
        Path folder = index.toAbsolutePath().getParent();
        files.folder(folder);
        return LockFile.holding(folder.resolve(index.getFileName() + ".lock"), () -> {
            TreeSet<String> ids = new TreeSet<>(all());
            boolean changed = present ? ids.add(deviceId) : ids.remove(deviceId);
            if (changed) {
                StringBuilder lines = new StringBuilder();
                ids.forEach(id -> lines.append(id).append('\n'));
                files.replace(index, lines.toString().getBytes(StandardCharsets.US_ASCII));
            }
            return changed;
        });
    }
}
