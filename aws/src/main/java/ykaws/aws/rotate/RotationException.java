package ykaws.aws.rotate;

import java.io.IOException;
import java.util.List;

/** A rotation that cannot go on. The message is one lower case line. */
public final class RotationException extends IOException {
    private static final long serialVersionUID = 1L;

    /** The situations. */
    public enum Kind {
        /** The keys are no IAM user's. */
        NOT_A_USER,
        /** The user has a second key, and IAM allows two. */
        SECOND_KEY,
        /** AWS does not accept the new key yet; the old one still works. */
        NOT_ACCEPTED
    }

    private final Kind kind;
    private final List<String> commands;

    /** @param commands what the person may do about it */
    public RotationException(Kind kind, String message, List<String> commands) {
        super(message);
        this.kind = kind;
        this.commands = List.copyOf(commands);
    }

    public Kind kind() {
        return kind;
    }

    public List<String> commands() {
        return commands;
    }
}
