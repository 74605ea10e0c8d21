package ykaws.aws.files;

import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/** Replaces a file as a whole: who reads it, or finds it after a crash, meets the former content or the new one. */
public final class DurableFile {
    /** Ends the names of files that are not finished. */
    public static final String UNFINISHED = ".new";

    private static final boolean POSIX =
            FileSystems.getDefault().supportedFileAttributeViews().contains("posix");

    private DurableFile() {}

    /** Done to the new file before it takes its name: mode and owner of the former one. */
    public interface Dress {
        void apply(Path fresh) throws IOException;
    }

    /** Replaces {@code file}, 0600; on return it is on disk, and so is its name. */
    public static void replace(Path file, byte[] content) throws IOException {
        replace(file, content, fresh -> {});
    }

    /** Replaces {@code file}; the new one is 0600 while it is written and then dressed. */
    public static void replace(Path file, byte[] content, Dress dress) throws IOException {
        Path absolute = file.toAbsolutePath();
        Path folder = absolute.getParent();
        if (folder == null) {
            throw new IOException(file + " is not a file's name");
        }
        Path fresh =
                Files.createTempFile(folder, "." + absolute.getFileName() + ".", UNFINISHED, ownerOnly("rw-------"));
        try {
            write(fresh, content, absolute);
            dress.apply(fresh);
            // On a local file system the rename is atomic on all platforms that we know; where it can't be, it fails.
            Files.move(fresh, absolute, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(fresh);
        }
        syncFolder(folder);
    }

    /** Deletes a file, if it is there; on return it is gone from the disk. */
    public static void delete(Path file) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (Files.deleteIfExists(file) && folder != null) {
            syncFolder(folder);
        }
    }

    /** Deletes what killed processes left unfinished of that file. Call it under the lock that its writers hold. */
    public static void sweep(Path file) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        String leftover = "." + file.getFileName() + ".";
        try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, it -> {
            String name = it.getFileName().toString();
            return name.startsWith(leftover) && name.endsWith(UNFINISHED);
        })) {
            for (Path each : found) {
                Files.deleteIfExists(each);
            }
        }
    }

    /** @param target what the content is for: a full disk's own message names no file */
    private static void write(Path file, byte[] content, Path target) throws IOException {
        try (FileChannel channel = FileChannel.open(file, WRITE)) {
            ByteBuffer left = ByteBuffer.wrap(content);
            while (left.hasRemaining()) {
                channel.write(left);
            }
            channel.force(true);
        } catch (FileSystemException | ClosedChannelException e) {
            throw e;
        } catch (IOException e) {
            FileSystemException named = new FileSystemException(target.toString(), null, e.getMessage());
            named.initCause(e);
            throw named;
        }
    }

    /** Without it a power cut may bring the former name back. Windows has no such thing. */
    private static void syncFolder(Path folder) throws IOException {
        if (POSIX) {
            try (FileChannel channel = FileChannel.open(folder, READ)) {
                channel.force(true);
            }
        }
    }

    /** The attribute that makes a file or folder private from the moment it exists; none on Windows. */
    public static FileAttribute<?>[] ownerOnly(String permissions) {
        return POSIX
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }
}
