package ykaws.aws.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The words of a process setting, split as the AWS CLI does: no shell sees them, so that no variable, no {@code ~} and no
 * pipe means anything.
 *
 * <p>Source: botocore, {@code compat_shell_split}, which is Python's {@code shlex.split} on POSIX; on Windows a backslash
 * is a letter like any other.
 */
public final class CommandWords {
    private final String text;
    private final boolean windows;
    private final List<String> words = new ArrayList<>();
    private StringBuilder word = new StringBuilder();
    private boolean inWord;
    private int at;

    private CommandWords(String text, boolean windows) {
        this.text = text;
        this.windows = windows;
    }

    /** Splits it; empty if a quote is not closed, a backslash escapes nothing, or there is no word. */
    public static Optional<List<String>> split(String text) {
        return split(text, System.getProperty("os.name", ""));
    }

    static Optional<List<String>> split(String text, String osName) {
        boolean windows = osName.toLowerCase(Locale.ROOT).startsWith("windows");
        CommandWords words = new CommandWords(text, windows);
        boolean whole = words.run();
        return whole && !words.words.isEmpty() ? Optional.of(List.copyOf(words.words)) : Optional.empty();
    }

    private boolean run() {
        boolean whole = true;
        while (whole && at < text.length()) {
            char c = text.charAt(at++);
            if (c == ' ' || c == '\t' || c == '\n' || c == '\r') {
                endWord();
            } else if (c == '"' || (c == '\'' && !windows)) {
                inWord = true;
                whole = quoted(c);
            } else if (c == '\\' && !windows) {
                inWord = true;
                whole = at < text.length();
                word.append(whole ? text.charAt(at++) : c);
            } else {
                inWord = true;
                word.append(c);
            }
        }
        endWord();
        return whole;
    }

    /** Up to the closing quote; between double quotes a backslash escapes a quote and itself only. */
    private boolean quoted(char quote) {
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (c == quote) {
                return true;
            }
            boolean escapes = c == '\\'
                    && quote == '"'
                    && at < text.length()
                    && (text.charAt(at) == '"' || (text.charAt(at) == '\\' && !windows));
            word.append(escapes ? text.charAt(at++) : c);
        }
        return false;
    }

    private void endWord() {
        if (inWord) {
            words.add(word.toString());
            word = new StringBuilder();
            inWord = false;
        }
    }
}
