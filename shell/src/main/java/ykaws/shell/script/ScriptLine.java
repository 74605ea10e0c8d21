package ykaws.shell.script;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import ykaws.shell.ExitCode;

/**
 * A line of a script.
 *
 * <pre>
 * NAME=value             sets a variable of this script; a value with blanks is quoted
 * COMMAND                runs; the script ends unless its exit code is 0
 * expect 0 5: COMMAND    the script ends unless its exit code is 0 or 5
 * on 5: COMMAND          runs only if the exit code of the command that ran last was 5
 * on 5: expect 0 7: …    both, in this order
 * </pre>
 *
 * An interrupt (130) ends a script whatever it expects.
 */
public final class ScriptLine {
    private static final int LARGEST_CODE = 255;

    private final Line line;
    private final @Nullable SortedSet<Integer> on;
    private final SortedSet<Integer> expected;
    private final int first;
    private final @Nullable String variable;

    private ScriptLine(Parser parser) throws LineSyntaxException {
        this.line = parser.line;
        this.on = parser.prefix("on");
        SortedSet<Integer> told = parser.prefix("expect");
        this.expected = told == null ? new TreeSet<>(List.of(ExitCode.DONE)) : told;
        this.first = parser.at;
        this.variable = assigned(line);
        if (first > 0 && first == line.words().size()) {
            throw new LineSyntaxException("the command is missing", false);
        }
    }

    /**
     * Reads a line.
     *
     * @throws LineSyntaxException if it cannot be split, or its prefix is wrong
     */
    public static ScriptLine parse(String source) throws LineSyntaxException {
        return new ScriptLine(new Parser(Line.parse(source)));
    }

    /** Whether there is nothing to run: blank, or a comment. */
    public boolean isEmpty() {
        return line.isEmpty();
    }

    /** The variable that the line sets, or null. */
    public @Nullable String variable() {
        return variable;
    }

    /** Whether it is to be run after a command that ended with this code. */
    public boolean runsAfter(int code) {
        return on == null || on.contains(code);
    }

    /** Whether the script goes on after this exit code. */
    public boolean expects(int code) {
        return expected.contains(code);
    }

    /** What the variable is set to. */
    public String value(Map<String, String> variables) throws LineSyntaxException {
        String text = line.expand(variables).get(0);
        return text.substring(text.indexOf('=') + 1);
    }

    /** The words of the command, without the prefixes, with each variable replaced by its value. */
    public List<String> command(Map<String, String> variables) throws LineSyntaxException {
        List<String> words = line.expand(variables);
        return words.subList(first, words.size());
    }

    /**
     * The name in {@code NAME=value}, or null.
     *
     * @param text a word, for example an argument of {@code run}
     */
    public static @Nullable String assignedName(String text) {
        int equals = text.indexOf('=');
        String name = equals < 0 ? "" : text.substring(0, equals);
        return Splitter.isName(name) ? name : null;
    }

    private static @Nullable String assigned(Line line) throws LineSyntaxException {
        List<Line.Piece> pieces =
                line.isEmpty() ? List.of() : line.words().get(0).pieces();
        boolean text = !pieces.isEmpty() && !pieces.get(0).variable();
        String name = text ? assignedName(pieces.get(0).text()) : null;
        if (name != null && line.words().size() > 1) {
            throw new LineSyntaxException("NAME=value stands alone on its line; a value with blanks is quoted", false);
        }
        return name;
    }

    /** Reads prefixes, a word after the other. */
    private static final class Parser {
        final Line line;
        private final List<String> words;
        int at;

        Parser(Line line) {
            this.line = line;
            this.words = line.rawWords();
        }

        @Nullable
        SortedSet<Integer> prefix(String name) throws LineSyntaxException {
            if (at == words.size() || !words.get(at).equals(name)) {
                return null;
            }
            int end = at + 1;
            while (end < words.size() && !words.get(end).endsWith(":")) {
                end++;
            }
            if (end == words.size()) {
                throw new LineSyntaxException("'" + name + "' is written: " + name + " CODE…: COMMAND", false);
            }
            List<String> codes = new ArrayList<>(words.subList(at + 1, end));
            String last = words.get(end);
            codes.add(last.substring(0, last.length() - 1));
            at = end + 1;
            SortedSet<Integer> numbers = new TreeSet<>();
            for (String code : codes) {
                numbers.add(number(code));
            }
            return numbers;
        }

        private static int number(String text) throws LineSyntaxException {
            boolean digits =
                    !text.isEmpty() && text.length() <= 3 && text.chars().allMatch(c -> c >= '0' && c <= '9');
            int code = digits ? Integer.parseInt(text) : -1;
            if (code < 0 || code > LARGEST_CODE) {
                throw new LineSyntaxException("'" + text + "' is no exit code", false);
            }
            if (code == ExitCode.INTERRUPTED) {
                throw new LineSyntaxException("an interrupt (130) ends the script; it can't be waited for", false);
            }
            return code;
        }
    }
}
