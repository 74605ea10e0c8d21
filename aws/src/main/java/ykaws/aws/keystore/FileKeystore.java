package ykaws.aws.keystore;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import ykaws.aws.files.LockFile;
import ykaws.aws.keystore.KeystoreException.Kind;
import ykaws.aws.session.SecretFiles;
import ykaws.oath.Secret;

/**
 * A file of the owner's alone: for a sandbox, which may touch nothing outside its folder. Lines of a name, a blank, and
 * the secret in base64.
 */
public final class FileKeystore implements Keystore {
    private final Path file;
    private final SecretFiles files;

    public FileKeystore(Path file, SecretFiles files) {
        this.file = file;
        this.files = files;
    }

    @Override
    public boolean available() {
        return true;
    }

    @Override
    public Optional<Secret> get(String name) throws KeystoreException {
        String text = entries().get(name);
        return text == null ? Optional.empty() : Optional.of(KeystoreText.read(name, text));
    }

    @Override
    public void put(String name, Secret secret) throws KeystoreException {
        change(name, KeystoreText.of(secret));
    }

    @Override
    public void delete(String name) throws KeystoreException {
        change(name, "");
    }

    private void change(String name, String text) throws KeystoreException {
        if (name.isEmpty() || name.indexOf(' ') >= 0 || name.indexOf('\n') >= 0) {
            throw new IllegalArgumentException("a keystore entry called '" + name + "'");
        }
        try {
            files.folder(file.toAbsolutePath().getParent());
            Path lock = file.resolveSibling(file.getFileName() + ".lock");
            LockFile.holding(lock, () -> {
                Map<String, String> entries = entries();
                entries.remove(name);
                if (!text.isEmpty()) {
                    entries.put(name, text);
                }
                StringBuilder lines = new StringBuilder();
                entries.forEach((key, value) ->
                        lines.append(key).append(' ').append(value).append('\n'));
                files.replace(file, lines.toString().getBytes(StandardCharsets.UTF_8));
                return entries;
            });
        } catch (KeystoreException e) {
            throw e;
        } catch (IOException e) {
            throw failed(e);
        }
    }

    private Map<String, String> entries() throws KeystoreException {
        byte[] content;
        try {
            content = files.read(file).orElse(new byte[0]);
        } catch (IOException e) {
            throw failed(e);
        }
        Map<String, String> entries = new TreeMap<>();
        for (String line : new String(content, StandardCharsets.UTF_8).lines().toList()) {
            int blank = line.indexOf(' ');
            if (blank <= 0) {
                throw new KeystoreException(Kind.DAMAGED, "the keystore file " + file + " is damaged", null);
            }
            entries.put(line.substring(0, blank), line.substring(blank + 1));
        }
        Arrays.fill(content, (byte) 0);
        return entries;
    }

    private static KeystoreException failed(IOException e) {
        return new KeystoreException(Kind.UNAVAILABLE, "the keystore file: " + e.getMessage(), e);
    }
}
