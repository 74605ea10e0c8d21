package ykaws.aws.vault;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import ykaws.aws.files.DurableFile;
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
            throw translated("read", e);
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
        LockFile lock;
        try {
            files.folder(file.getParent());
            lock = LockFile.acquire(file.resolveSibling(file.getFileName() + ".lock"));
        } catch (IOException e) {
            throw translated("changed", e);
        }
        try {
            return change.run();
        } finally {
            lock.close();
        }
    }

    /** Replaces the vault and keeps what it replaces, whole. Call it inside {@link #locked}. */
    void write(byte[] bytes) throws IOException {
        try {
            // What a killed process left may hold what was removed since.
            DurableFile.sweep(file);
            Optional<byte[]> former = files.read(file);
            if (former.isPresent()) {
                files.replace(former(file), former.get());
            }
            files.replace(file, bytes);
        } catch (IOException e) {
            throw translated("written", e);
        }
    }

    /** After a removal: the former state still holds what was to go. */
    void dropFormer() throws IOException {
        try {
            DurableFile.delete(former(file));
        } catch (IOException e) {
            throw translated("changed as a whole: its former state is still in " + former(file), e);
        }
    }

    /**
     * What a removal of an unlocker leaves if it is killed at its end: a former state under the former data key, which
     * the removed unlocker opens.
     *
     * @param proven the vault as it is, opened
     */
    void dropOutdatedFormer(VaultFile proven) throws IOException {
        if (isOutdated(former(file), proven)) {
            try {
                locked(() -> {
                    if (isOutdated(former(file), read())) {
                        dropFormer();
                    }
                    return true;
                });
            } catch (VaultException e) {
                // Where nothing can be written the keys can be used all the same.
            }
        }
    }

    /** A newer state under another key is none: somebody put an old copy in the vault's place. */
    private boolean isOutdated(Path former, VaultFile now) {
        try {
            Optional<byte[]> bytes = files.read(former);
            if (bytes.isEmpty()) {
                return false;
            }
            VaultFile then = VaultFile.parse(former, bytes.get());
            return Arrays.equals(then.place().id(), now.place().id())
                    && !Arrays.equals(then.place().keyId(), now.place().keyId())
                    && then.generation() < now.generation();
        } catch (IOException e) {
            // The next change says what is wrong with it.
            return false;
        }
    }

    private VaultException translated(String what, IOException e) {
        if (e instanceof VaultException vault) {
            return vault;
        }
        if (e instanceof UnsafeFileException) {
            return new VaultException(VaultException.Kind.UNSAFE_FILE, file, String.valueOf(e.getMessage()), e);
        }
        String message = "the vault " + file + " cannot be " + what + ": " + reason(e);
        return new VaultException(VaultException.Kind.IO, file, message, e);
    }

    /** The JDK's messages are often a path and no more. */
    private static String reason(IOException e) {
        if (!(e instanceof FileSystemException failure) || failure.getFile() == null) {
            return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        }
        boolean unfinished = failure.getFile().endsWith(DurableFile.UNFINISHED);
        Path path = Path.of(failure.getFile());
        String where = String.valueOf(unfinished ? path.getParent() : path);
        return failure instanceof AccessDeniedException
                ? "no permission for " + where
                : where + ": " + failure.getReason();
    }
}
