package ykaws.shell;

/** The colours of drawings. ECMA-48 SGR: a scanner needs dark on light, and terminals have either ground. */
public final class Ink {
    private static final String BLACK_ON_WHITE = "\033[30;107m";
    private static final String RESET = "\033[0m";

    private Ink() {}

    /** A row in black on bright white. */
    public static String row(String row) {
        return BLACK_ON_WHITE + Printable.of(row) + RESET;
    }
}
