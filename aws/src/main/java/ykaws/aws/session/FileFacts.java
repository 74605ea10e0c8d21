package ykaws.aws.session;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import com.sun.security.auth.module.UnixSystem;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What decides whether a file is safe: owner, mode and type of the name itself, links not followed.
 *
 * @param uid the owner's number, or -1 where the system has none
 * @param mode as in stat(2), type bits included
 */
record FileFacts(int uid, int mode) {
    private static final int TYPE = 0170000;
    private static final int FOLDER = 0040000;
    private static final int FILE = 0100000;
    private static final int LINK = 0120000;

    /** Where the facts come from; tests, which run as root, have their own. */
    interface Source {
        /** Null if there is nothing of that name. */
        @Nullable
        FileFacts look(Path path) throws IOException;

        /** The number of the user that runs this. */
        int self() throws IOException;
    }

    static final Source SYSTEM =
            FileSystems.getDefault().supportedFileAttributeViews().contains("unix") ? new Unix() : new Basic();

    boolean ownersKnown() {
        return uid >= 0;
    }

    boolean isFolder() {
        return (mode & TYPE) == FOLDER;
    }

    boolean isFile() {
        return (mode & TYPE) == FILE;
    }

    boolean isLink() {
        return (mode & TYPE) == LINK;
    }

    private static final class Unix implements Source {
        private static final Path SELF = Path.of("/proc/self");

        @Override
        public @Nullable FileFacts look(Path path) throws IOException {
            try {
                Map<String, Object> found = Files.readAttributes(path, "unix:uid,mode", NOFOLLOW_LINKS);
                return new FileFacts((Integer) found.get("uid"), (Integer) found.get("mode"));
            } catch (NoSuchFileException e) {
                return null;
            }
        }

        @Override
        public int self() throws IOException {
            try {
                // One stat; the JDK's own way, below, loads a native library.
                return (Integer) Files.getAttribute(SELF, "unix:uid");
            } catch (NoSuchFileException e) {
                return Math.toIntExact(new UnixSystem().getUid());
            }
        }
    }

    /** Windows, where the user's profile folder keeps others out. */
    private static final class Basic implements Source {
        @Override
        public @Nullable FileFacts look(Path path) throws IOException {
            try {
                BasicFileAttributes found = Files.readAttributes(path, BasicFileAttributes.class, NOFOLLOW_LINKS);
                return new FileFacts(-1, found.isDirectory() ? FOLDER : found.isRegularFile() ? FILE : LINK);
            } catch (NoSuchFileException e) {
                return null;
            }
        }

        @Override
        public int self() {
            return -1;
        }
    }
}
