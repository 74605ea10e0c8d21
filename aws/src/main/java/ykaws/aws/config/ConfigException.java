package ykaws.aws.config;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Settings that can't be read, written, or followed; with the place that says so. */
public final class ConfigException extends IOException {
    private static final long serialVersionUID = 1L;

    /** What is wrong, as far as a caller can act on it. */
    public enum Kind {
        NO_SUCH_PROFILE,
        /** The profile exists, but nothing says where its credentials come from. */
        NO_CREDENTIALS,
        SYNTAX,
        INVALID_VALUE,
        /** Profiles that refer to each other in a circle. */
        LOOP,
        /** A program that a profile names asks for what it is asked for. */
        RECURSION,
        /** A program that a profile names, or a file, does not give what it should. */
        SOURCE_FAILED,
        /** A setting that ykaws does not follow yet. */
        UNSUPPORTED,
        /** The file can't be changed; {@link #lines} are to be added by hand. */
        READ_ONLY,
        UNREADABLE
    }

    private final Kind kind;
    private final @Nullable String file;
    private final int line;
    private final List<String> lines;

    /**
     * A fault at a place.
     *
     * @param where the setting at fault, or null where none is
     */
    public ConfigException(Kind kind, String message, @Nullable Setting where) {
        super(where == null ? message : where.file() + ":" + where.line() + ": " + message);
        this.kind = kind;
        this.file = where == null ? null : where.file().toString();
        this.line = where == null ? 0 : where.line();
        this.lines = List.of();
    }

    private ConfigException(Kind kind, Path file, List<String> lines, Throwable cause) {
        super(file + " cannot be changed", cause);
        this.kind = kind;
        this.file = file.toString();
        this.line = 0;
        this.lines = List.copyOf(lines);
    }

    static ConfigException readOnly(Path file, List<String> lines, Throwable cause) {
        return new ConfigException(Kind.READ_ONLY, file, lines, cause);
    }

    static ConfigException unreadable(Path file, IOException cause) {
        ConfigException e = new ConfigException(Kind.UNREADABLE, file + " cannot be read: " + cause.getMessage(), null);
        e.initCause(cause);
        return e;
    }

    public Kind kind() {
        return kind;
    }

    public @Nullable Path file() {
        return file == null ? null : Path.of(file);
    }

    /** Counted from 1; 0 where no line is at fault. */
    public int line() {
        return line;
    }

    /** For READ_ONLY: what to add to the file. */
    public List<String> lines() {
        return lines;
    }
}
