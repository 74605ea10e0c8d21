package ykaws.aws.session;

import java.io.IOException;
import java.nio.file.Path;

/** A secret file, or its folder, that somebody else owns or could have changed: it is not used. */
public final class UnsafeFileException extends IOException {
    private static final long serialVersionUID = 1L;

    private final String file;

    /**
     * A file that is not used.
     *
     * @param reason lower case, such as "belongs to another user"
     */
    public UnsafeFileException(Path file, String reason) {
        super(file + " " + reason);
        this.file = file.toString();
    }

    public Path file() {
        return Path.of(file);
    }
}
