package ykaws.harness;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a user types and what the program answers, as text: {@code src/test/resources/transcripts/*.txt}.
 *
 * <pre>
 * # a comment; it is the name of the steps that follow
 * @ NAME=value       environment of all following commands; "@ NAME" removes it
 * $ ykaws code dev   a command, run by sh; a line that ends with a backslash goes on in the next
 * &lt; text             a line of its stdin
 * 123456             a line of its stdout, in order, all of them
 * ! ykaws: error: …  a line of its stderr, likewise
 * ? 5                its exit code, where it isn't 0
 * </pre>
 *
 * <p>Empty lines before the next command or comment separate; others are output. A line of output that begins like one
 * of these is written after a backslash. In output, {@code <code>} stands for six digits, {@code <seconds>} for one or
 * two, {@code <number>} for digits, {@code <time>} for an ISO 8601 instant, {@code <word>} for anything without spaces,
 * {@code <any>} for anything, and a line {@code <lines>} for any number of lines. In settings and commands {@code ${PLACE}}
 * is the folder of the run's own place.
 */
public record Transcript(String name, List<Step> steps) {

    /** One line of the script: a command with what it must answer, or (with {@code command} null) a setting. */
    public record Step(
            int line, @Nullable String command, @Nullable String setting, Expected expected) {}

    /** @param merged whether stdout and stderr are one, as a reader of documentation sees them */
    public record Expected(String stdin, List<String> stdout, List<String> stderr, int code, boolean merged) {}

    /** Reads a transcript file. */
    public static Transcript read(Path file) throws IOException {
        return parse(file.getFileName().toString(), Files.readAllLines(file));
    }

    /** Reads lines. */
    public static Transcript parse(String name, List<String> lines) {
        Parser parser = new Parser(false);
        for (int i = 0; i < lines.size(); i++) {
            parser.line(i + 1, lines.get(i));
        }
        return new Transcript(name, parser.end());
    }

    /**
     * The {@code ```console} blocks of a page of documentation, one transcript for all: the page is one story. What
     * changes from run to run (codes, times) stands there as it once was, and matches any other. A block after the
     * comment {@code <!-- one command -->} has one; its other lines are output, also those that show a prompt.
     */
    public static Transcript ofMarkdown(Path page) throws IOException {
        return markdown(page.getFileName().toString(), Files.readAllLines(page));
    }

    static Transcript markdown(String name, List<String> lines) {
        Parser parser = new Parser(true);
        boolean inside = false;
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            if (line.startsWith("```")) {
                parser.finish();
                inside = line.equals("```console");
                parser.oneCommand = i > 0 && lines.get(i - 1).equals("<!-- one command -->");
            } else if (inside) {
                parser.line(i + 1, line);
            }
        }
        return new Transcript(name, parser.end());
    }

    /** What a page shows of one run, for any run. */
    private static String generalized(String line) {
        return line.replaceAll("\\b\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(?:\\.\\d+)?Z", "<time>")
                .replaceAll("\\b[0-9]{6}\\b", "<code>")
                .replaceAll("\\b[0-9]{1,2} s\\b", "<seconds> s");
    }

    /** Whether lines are as expected. */
    static boolean matches(List<String> expected, List<String> actual) {
        StringBuilder pattern = new StringBuilder();
        for (String line : expected) {
            pattern.append(line.equals("<lines>") ? "(?:.*\n)*" : pattern(line) + "\n");
        }
        StringBuilder text = new StringBuilder();
        actual.forEach(line -> text.append(line).append('\n'));
        return Pattern.matches(pattern.toString(), text);
    }

    private static String pattern(String line) {
        return Pattern.quote(line)
                .replace("<code>", "\\E[0-9]{6}\\Q")
                .replace("<seconds>", "\\E[0-9]{1,2}\\Q")
                .replace("<number>", "\\E[0-9]+\\Q")
                .replace("<time>", "\\E\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(?:\\.\\d+)?Z\\Q")
                .replace("<word>", "\\E[^ ]+\\Q")
                .replace("<any>", "\\E.*\\Q");
    }

    private static final class Parser {
        private final boolean merged;
        private final List<Step> steps = new ArrayList<>();
        private final StringBuilder stdin = new StringBuilder();
        private final List<String> stdout = new ArrayList<>();
        private final List<String> stderr = new ArrayList<>();
        private @Nullable String command;
        private boolean unfinished;
        private boolean oneCommand;
        private int start;
        private int code;

        Parser(boolean merged) {
            this.merged = merged;
        }

        void line(int number, String line) {
            if (unfinished) {
                goOn(line);
            } else if (line.startsWith("$ ") && !(oneCommand && command != null)) {
                finish();
                start = number;
                command = "";
                goOn(line.substring(2));
            } else if (!merged && line.startsWith("@ ")) {
                finish();
                steps.add(new Step(number, null, line.substring(2), new Expected("", List.of(), List.of(), 0, false)));
            } else if (line.startsWith("#") && !merged) {
                finish();
            } else if (command != null) {
                answer(line);
            } else if (!line.isBlank()) {
                throw new IllegalArgumentException("line " + number + ": output before any command: " + line);
            }
        }

        private void goOn(String line) {
            unfinished = line.endsWith("\\");
            command = command + (unfinished ? line.substring(0, line.length() - 1) : line);
        }

        private void answer(String line) {
            if (line.startsWith("< ")) {
                stdin.append(line.substring(2)).append('\n');
            } else if (merged) {
                stdout.add(generalized(line));
            } else if (line.startsWith("! ") || line.equals("!")) {
                stderr.add(line.length() > 1 ? line.substring(2) : "");
            } else if (line.startsWith("? ")) {
                code = Integer.parseInt(line.substring(2).strip());
            } else {
                stdout.add(line.startsWith("\\") ? line.substring(1) : line);
            }
        }

        void finish() {
            if (command != null) {
                while (!stdout.isEmpty() && stdout.get(stdout.size() - 1).isEmpty()) {
                    stdout.remove(stdout.size() - 1);
                }
                steps.add(new Step(
                        start,
                        command,
                        null,
                        new Expected(stdin.toString(), List.copyOf(stdout), List.copyOf(stderr), code, merged)));
            }
            command = null;
            stdin.setLength(0);
            stdout.clear();
            stderr.clear();
            code = 0;
        }

        List<Step> end() {
            finish();
            return List.copyOf(steps);
        }
    }
}
