package ykaws.shell.script;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * One line of the shell or of a script, split into words.
 *
 * <p>Words are split first and variables expanded after, so that the value of a variable is always one word, whatever
 * it holds. Single quotes keep everything; double quotes keep all but {@code \} and <code>${NAME}</code>; a backslash
 * keeps the next character; {@code #} at the start of a word begins a comment. Messages and history show the line as
 * it was written, never what a variable stands for.
 */
public final class Line {
    /** A word: pieces of text and names of variables, in turn. */
    public record Word(List<Piece> pieces, int start, int end) {}

    /** A piece of a word: text as it is, or the name of a variable. */
    public record Piece(String text, boolean variable) {}

    private final String source;
    private final List<Word> words;

    private Line(String source, List<Word> words) {
        this.source = source;
        this.words = List.copyOf(words);
    }

    /**
     * Splits a line.
     *
     * @throws LineSyntaxException for an open quote, a final backslash, or a bad variable
     */
    public static Line parse(String source) throws LineSyntaxException {
        return new Line(source, new Splitter(source).words());
    }

    public String source() {
        return source;
    }

    public List<Word> words() {
        return words;
    }

    public boolean isEmpty() {
        return words.isEmpty();
    }

    /** Whether a variable occurs in it. */
    public boolean hasVariables() {
        return words.stream().anyMatch(word -> word.pieces().stream().anyMatch(Piece::variable));
    }

    /** The words with each variable as its name, for whoever wants to know what a line says but not its values. */
    public List<String> rawWords() {
        List<String> raw = new ArrayList<>();
        for (Word word : words) {
            StringBuilder text = new StringBuilder();
            for (Piece piece : word.pieces()) {
                text.append(piece.variable() ? "${" + piece.text() + "}" : piece.text());
            }
            raw.add(text.toString());
        }
        return raw;
    }

    /**
     * The words with each variable replaced by its value.
     *
     * @throws LineSyntaxException naming a variable that is not defined
     */
    public List<String> expand(Map<String, String> variables) throws LineSyntaxException {
        List<String> expanded = new ArrayList<>();
        for (Word word : words) {
            StringBuilder text = new StringBuilder();
            for (Piece piece : word.pieces()) {
                text.append(piece.variable() ? value(piece.text(), variables) : piece.text());
            }
            expanded.add(text.toString());
        }
        return expanded;
    }

    private static String value(String name, Map<String, String> variables) throws LineSyntaxException {
        String value = variables.get(name);
        if (value == null) {
            throw new LineSyntaxException("the variable " + name + " is not defined", false);
        }
        return value;
    }
}
