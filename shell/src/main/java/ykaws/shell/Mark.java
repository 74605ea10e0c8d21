package ykaws.shell;

/** How a line of a diagnosis begins: a word, in a colour where there are colours (ECMA-48 SGR). */
public enum Mark {
    OK("ok", "32"),
    WARNING("warning", "33"),
    FAILED("failed", "31"),
    SKIPPED("skipped", "90");

    private static final int WIDTH = 8;

    private final String word;
    private final String colour;

    Mark(String word, String colour) {
        this.word = word;
        this.colour = colour;
    }

    /** The word, filled up with blanks so that what follows stands in a column. */
    public String plain() {
        return word + " ".repeat(WIDTH - word.length());
    }

    /** The same in its colour. */
    public String coloured() {
        return "\033[" + colour + "m" + word + "\033[0m" + " ".repeat(WIDTH - word.length());
    }
}
