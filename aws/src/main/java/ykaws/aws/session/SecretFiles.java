package ykaws.aws.session;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.nio.file.StandardOpenOption.READ;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import ykaws.aws.files.DurableFile;

/**
 * Files that only their owner may read or change.
 *
 * <p>A file, or a folder around it, that belongs to another user or that others may write to is refused: whoever can
 * swap the file could make us use their key, or read what we store next. A file that others could only read is repaired,
 * and {@link Exposure} told, because its secret may be known. A link is refused, never followed.
 */
public final class SecretFiles {
    private static final int OTHERS_WRITE = 0022;
    private static final int OTHERS_ALL = 0077;
    /** No file of ours comes near; a larger one is not ours. */
    private static final long MAX_SIZE = 16L << 20;

    private final FileFacts.Source source;
    private final Exposure exposure;

    /** Told of a file that others could read until now; its mode is repaired, its secret should be changed. */
    public interface Exposure {
        /** Called after the repair. */
        void repaired(Path file, int formerMode);
    }

    public SecretFiles(Exposure exposure) {
        this(FileFacts.SYSTEM, exposure);
    }

    SecretFiles(FileFacts.Source source, Exposure exposure) {
        this.source = source;
        this.exposure = exposure;
    }

    /** Makes the folder, 0700, where it is missing; refuses one that others own or can write to. */
    public void folder(Path folder) throws IOException {
        if (source.look(folder) == null) {
            Files.createDirectories(folder, DurableFile.ownerOnly("rwx------"));
        }
        checkFolder(folder);
    }

    /**
     * Looks at a folder and makes nothing.
     *
     * @return false if there is none
     * @throws UnsafeFileException as {@link #folder}
     */
    public boolean isSafeFolder(Path folder) throws IOException {
        if (source.look(folder) == null) {
            return false;
        }
        checkFolder(folder);
        return true;
    }

    /** The file's bytes; empty if there is no such file. */
    public Optional<byte[]> read(Path file) throws IOException {
        FileFacts facts = source.look(file);
        if (facts == null) {
            return Optional.empty();
        }
        checkFolder(parent(file));
        checkFile(file, facts);
        try (FileChannel channel = FileChannel.open(file, Set.of(READ, NOFOLLOW_LINKS))) {
            if (channel.size() > MAX_SIZE) {
                throw new UnsafeFileException(file, "is too large to be ours");
            }
            ByteBuffer content = ByteBuffer.allocate((int) channel.size());
            int got = 0;
            while (got >= 0 && content.hasRemaining()) {
                got = channel.read(content);
            }
            byte[] bytes = content.array();
            return Optional.of(content.hasRemaining() ? Arrays.copyOf(bytes, content.position()) : bytes);
        } catch (NoSuchFileException e) {
            // Deleted between the two looks: the same answer as a moment later.
            return Optional.empty();
        }
    }

    /** Replaces the file as a whole, 0600; on return it is on disk. Its folder is made where it is missing. */
    public void replace(Path file, byte[] content) throws IOException {
        folder(parent(file));
        FileFacts facts = source.look(file);
        if (facts != null) {
            checkFile(file, facts);
        }
        DurableFile.replace(file, content);
    }

    private static Path parent(Path file) throws IOException {
        Path parent = file.toAbsolutePath().getParent();
        if (parent == null) {
            throw new IOException(file + " is not a file's name");
        }
        return parent;
    }

    private void checkFolder(Path folder) throws IOException {
        @Nullable FileFacts facts = source.look(folder);
        if (facts == null) {
            throw new NoSuchFileException(folder.toString());
        }
        if (!facts.isFolder()) {
            throw new UnsafeFileException(folder, "is not a folder");
        }
        refuseForeign(folder, facts);
    }

    private void checkFile(Path file, FileFacts facts) throws IOException {
        if (!facts.isFile()) {
            throw new UnsafeFileException(file, facts.isLink() ? "is a link" : "is not a file");
        }
        refuseForeign(file, facts);
        if (facts.ownersKnown() && (facts.mode() & OTHERS_ALL) != 0) {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
            exposure.repaired(file, facts.mode() & 0777);
        }
    }

    private void refuseForeign(Path path, FileFacts facts) throws IOException {
        if (!facts.ownersKnown()) {
            return;
        }
        if (facts.uid() != source.self()) {
            throw new UnsafeFileException(path, "belongs to another user");
        }
        if ((facts.mode() & OTHERS_WRITE) != 0) {
            throw new UnsafeFileException(path, "can be written to by other users");
        }
    }
}
