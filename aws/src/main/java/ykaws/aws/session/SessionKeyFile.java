package ykaws.aws.session;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import ykaws.aws.files.LockFile;

/**
 * The key that seals cached sessions: 32 random bytes, made at first use.
 *
 * <p>In the runtime folder it dies with the login. Where there is none it lies in the state folder and names the boot
 * that it was made in: after the next boot it counts as missing.
 */
public final class SessionKeyFile {
    private static final int KEY_LENGTH = 32;

    private final Path file;
    private final byte[] boot;
    private final SecretFiles files;

    private SessionKeyFile(Path file, byte[] boot, SecretFiles files) {
        this.file = file;
        this.boot = boot;
        this.files = files;
    }

    /** A key that lives as long as its folder. */
    public static SessionKeyFile inRuntimeFolder(Path file, SecretFiles files) {
        return new SessionKeyFile(file, new byte[0], files);
    }

    /**
     * A key that lives as long as the machine runs.
     *
     * @param bootId what the system calls this boot, such as the content of /proc/sys/kernel/random/boot_id
     */
    public static SessionKeyFile tiedToBoot(Path file, String bootId, SecretFiles files) {
        return new SessionKeyFile(file, bootId.getBytes(StandardCharsets.UTF_8), files);
    }

    /** The key, or null if none was made yet. The caller wipes it. */
    byte @Nullable [] read() throws IOException {
        Optional<byte[]> content = files.read(file);
        if (content.isEmpty()) {
            return null;
        }
        byte[] bytes = content.get();
        boolean ours = bytes.length == KEY_LENGTH + boot.length
                && Arrays.equals(bytes, KEY_LENGTH, bytes.length, boot, 0, boot.length);
        byte[] key = ours ? Arrays.copyOf(bytes, KEY_LENGTH) : null;
        Arrays.fill(bytes, (byte) 0);
        return key;
    }

    /** The key, made now if there is none. The caller wipes it. */
    byte[] readOrMake() throws IOException {
        byte[] key = read();
        if (key != null) {
            return key;
        }
        files.folder(file.toAbsolutePath().getParent());
        return LockFile.holding(file.resolveSibling(file.getFileName() + ".lock"), () -> {
            byte[] others = read();
            return others != null ? others : make();
        });
    }

    private byte[] make() throws IOException {
        byte[] key = new byte[KEY_LENGTH];
        new SecureRandom().nextBytes(key);
        byte[] content = Arrays.copyOf(key, KEY_LENGTH + boot.length);
        System.arraycopy(boot, 0, content, KEY_LENGTH, boot.length);
        files.replace(file, content);
        Arrays.fill(content, (byte) 0);
        return key;
    }
}
