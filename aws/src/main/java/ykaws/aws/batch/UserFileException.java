package ykaws.aws.batch;

import java.io.IOException;
import java.util.List;

/** A file of users that cannot be used as it is. Nothing was done yet. */
public final class UserFileException extends IOException {
    private static final long serialVersionUID = 1L;

    /** The situations. */
    public enum Kind {
        /** There is no such file, or it is none that can be read twice. */
        NO_FILE,
        /** Lines of it are wrong: {@link UserFileException#faults}. */
        FAULTY
    }

    private final Kind kind;
    private final String[] faults;

    UserFileException(Kind kind, String message, List<String> faults) {
        super(message);
        this.kind = kind;
        this.faults = faults.toArray(new String[0]);
    }

    public Kind kind() {
        return kind;
    }

    /** What is wrong, each as {@code FILE:LINE: what}; empty where the message says it all. */
    public List<String> faults() {
        return List.of(faults);
    }
}
