package ykaws.shell.script;

/** A line that cannot be read as words. The message says why, and holds nothing that a variable expanded to. */
public final class LineSyntaxException extends Exception {
    private static final long serialVersionUID = 1L;

    private final boolean unfinished;

    LineSyntaxException(String message, boolean unfinished) {
        super(message);
        this.unfinished = unfinished;
    }

    /** Whether more text could make the line whole: an open quote. */
    public boolean unfinished() {
        return unfinished;
    }
}
