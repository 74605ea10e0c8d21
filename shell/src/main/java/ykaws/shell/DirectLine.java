package ykaws.shell;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import ykaws.shell.command.DirectCommands;

/**
 * Reads the plainest lines of the most frequent commands ({@code code}, {@code export}, {@code exec}) without picocli,
 * whose model of a command line costs more time than such a command takes in all.
 *
 * <p>It knows a few options in their plain spellings. Whatever else stands in a line makes it nobody's: picocli then
 * reads it, and says what is wrong with it, so there is one grammar. A test holds the two against each other.
 */
final class DirectLine {
    private final List<String> words;
    private final GlobalOptions options;
    private final List<String> rest = new ArrayList<>();
    private int at;

    private DirectLine(List<String> words, GlobalOptions options) {
        this.words = words;
        this.options = options;
    }

    /**
     * The command of a line, with its options filled in.
     *
     * @param options filled in too, also if the line turns out to be nobody's: the caller then starts with fresh ones
     * @return null if this is not one of those lines
     */
    static @Nullable Callable<Integer> read(List<String> words, GlobalOptions options, Invocation invocation) {
        DirectLine line = new DirectLine(words, options);
        return line.globals() && !line.rest.isEmpty()
                ? DirectCommands.of(line.rest.get(0), line.rest.subList(1, line.rest.size()), invocation)
                : null;
    }

    /** Takes the global options out; false at one that it does not know how to read. */
    private boolean globals() {
        while (at < words.size()) {
            String word = words.get(at++);
            boolean known = switch (word) {
                case CommandRunner.SANDBOX_ALONE -> options.setDirect("--sandbox", "\0");
                case "--no-input", "--release-scdaemon", "--scp", "-v", "-vv" -> options.setDirect(word, "");
                case "-k", "--key", "--reader", "-o", "--output" ->
                    at < words.size() && !words.get(at).startsWith("-") && options.setDirect(word, words.get(at++));
                default -> other(word);
            };
            if (!known) {
                return false;
            }
        }
        return true;
    }

    private boolean other(String word) {
        if (word.startsWith("--sandbox=")) {
            return options.setDirect("--sandbox", word.substring("--sandbox=".length()));
        }
        rest.add(word);
        return true;
    }
}
