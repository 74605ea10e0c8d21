package ykaws.shell;

/** The exit codes, which scripts rely on. docs: README, "Exit codes". */
public final class ExitCode {
    public static final int DONE = 0;
    /** A bug, or an input/output failure that has no code of its own. */
    public static final int UNEXPECTED = 1;

    public static final int USAGE = 2;
    public static final int NO_KEY = 3;
    public static final int LOCKED = 4;
    public static final int NOT_FOUND_OR_AMBIGUOUS = 5;
    public static final int NO_TOUCH = 6;
    public static final int AWS_REFUSED = 7;
    public static final int AWS_UNREACHABLE = 8;
    public static final int VAULT_UNAVAILABLE = 9;
    /** What a POSIX shell gives for a command that exists and cannot be run. */
    public static final int NOT_EXECUTABLE = 126;
    /** What a POSIX shell gives for a command that does not exist. */
    public static final int COMMAND_NOT_FOUND = 127;

    public static final int INTERRUPTED = 130;

    private ExitCode() {}
}
