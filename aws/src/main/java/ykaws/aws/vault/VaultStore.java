package ykaws.aws.vault;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import ykaws.aws.files.LockFile;
import ykaws.aws.session.SecretFiles;
import ykaws.aws.session.UnsafeFileException;

/** The vault's file on disk, its lock, and the copy of its former state. */
final class VaultStore {
    private final Path file;
    private final SecretFiles files;

    /** What is done under the lock. */
    interface Change<T> {
        T run() throws IOException;
    }

    VaultStore(Path file, SecretFiles.Exposure exposure) {
        this.file = file.toAbsolutePath().normalize();
        this.files = new SecretFiles(exposure);
    }

    Path file() {
        return file;
    }

    /** Where the state before the last change is kept. */
    static Path former(Path file) {
        return file.resolveSibling(file.getFileName() + ".former");
    }

    Optional<VaultFile> readIfPresent() throws VaultException {
        try {
            Optional<byte[]> bytes = files.read(file);
            return bytes.isEmpty() ? Optional.empty() : Optional.of(VaultFile.parse(file, bytes.get()));
        } catch (IOException e) {
            throw translated(e);
        }
    }

    VaultFile read() throws VaultException {
        Optional<VaultFile> found = readIfPresent();
        if (found.isEmpty()) {
            throw new VaultException(VaultException.Kind.MISSING, file, "there is no vault " + file, null);
        }
        return found.get();
    }

    /** One change at a time, among processes and threads. What a key or a keystore says in it passes through. */
    <T> T locked(Change<T> change) throws IOException {
        try {
            files.folder(file.getParent());
        } catch (IOException e) {
            throw translated(e);
        }
        try {
            return LockFile.holding(file.resolveSibling(file.getFileName() + ".lock"), change::run);
        } catch (UnsafeFileException | FileSystemException e) {
            throw translated(e);
        }
    }

    /** Replaces the vault and keeps what it replaces, whole. Call it inside {@link #locked}. */
    void write(byte[] bytes) throws IOException {
        Optional<byte[]> former = files.read(file);
        if (former.isPresent()) {
            files.replace(former(file), former.get());
        }
        files.replace(file, bytes);
    }

    /** After a removal: the former state still holds what was to go. */
    void dropFormer() throws IOException {
        Files.deleteIfExists(former(file));
    }

    private VaultException translated(IOException e) {
        if (e instanceof VaultException vault) {
            return vault;
        }
        VaultException.Kind kind =
                e instanceof UnsafeFileException ? VaultException.Kind.UNSAFE_FILE : VaultException.Kind.IO;
        return new VaultException(kind, file, String.valueOf(e.getMessage()), e);
    }
}
