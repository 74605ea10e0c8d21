package ykaws.aws.enroll;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An enrolment that cannot start, or one that failed and could not be taken back whole. One that failed and was taken
 * back throws the failure itself.
 */
public final class EnrollException extends IOException {
    private static final long serialVersionUID = 1L;

    /** The situations. */
    public enum Kind {
        /** The keys are a session's: IAM does not take those without MFA. */
        NOT_LONG_TERM,
        /** The keys belong to the root user or to a role. */
        NOT_A_USER,
        /** The name or path can't be a device's. */
        INVALID_NAME,
        /** The user has a device of that name. */
        ALREADY_ENROLLED,
        /** An unassigned device of that name is somebody's: {@link EnrollException#commands} remove it. */
        LEFTOVER,
        /** The user has as many devices as IAM allows. */
        TOO_MANY_DEVICES,
        /** The key holds an account of that device: {@link EnrollException#commands} remove it. */
        ACCOUNT_ON_KEY,
        /** Several keys were asked for, and they are not several. */
        NOT_SEVERAL_KEYS,
        /** The key has no room for another account. */
        NO_SPACE,
        /** A device that is not ours to make: what it is called is not known. */
        DEVICE_UNKNOWN,
        /** Two sources of one device's name or account differ. */
        CONTRADICTION,
        /** Whoever types the codes into AWS's form says that it came to nothing. */
        GIVEN_UP,
        /** The key calculates other codes than the seed that it was given. */
        NOT_PROVEN,
        /** It failed (the cause says why), and {@link EnrollException#commands} finish what could not be taken back. */
        LEFT_BEHIND
    }

    private final Kind kind;
    private final String[] commands;

    /**
     * A situation.
     *
     * @param message lower case, no full stop
     * @param commands shell-quoted, in the order in which they are to be run
     * @param cause for LEFT_BEHIND: the failure
     */
    public EnrollException(Kind kind, String message, List<String> commands, @Nullable Throwable cause) {
        super(message, cause);
        this.kind = kind;
        this.commands = commands.toArray(new String[0]);
    }

    static EnrollException of(Kind kind, String message, String... commands) {
        return new EnrollException(kind, message, List.of(commands), null);
    }

    public Kind kind() {
        return kind;
    }

    /** Commands that help, shell-quoted, in the order in which they are to be run. */
    public List<String> commands() {
        return List.of(commands);
    }
}
