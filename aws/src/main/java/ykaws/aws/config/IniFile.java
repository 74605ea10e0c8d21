package ykaws.aws.config;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A shared config or credentials file, as bytes with marks: where each section, key and value stands. Nothing is copied,
 * so that an edit can keep every other byte and a secret is read only by who asks for it.
 *
 * <p>The grammar is that of the AWS CLI, which is Python's configparser: {@code #} and {@code ;} start a comment line; a
 * line that is indented deeper than the key before it belongs to that key; keys don't tell case. A comment may also
 * follow a value after a space, as in the SDKs.
 */
final class IniFile {
    private static final byte[] BOM = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private final Path path;
    private final byte[] bytes;
    private final List<Section> sections = new ArrayList<>();
    private @Nullable Entry open;

    /**
     * A section.
     *
     * @param header what stands between the brackets
     * @param line counted from 1
     * @param end the offset after the header's line
     */
    record Section(String header, int line, int end, List<Entry> entries) {}

    /** A key and its value; offsets into the file. */
    static final class Entry {
        final String key;
        final int line;
        final int start;
        final int indent;
        final int valueStart;
        final int valueEnd;
        /** After the last line that belongs to this key. */
        int end;
        /** The offset of the lines that are indented below the key; -1 if there are none. */
        int nested = -1;

        private Entry(String key, int line, Span span) {
            this.key = key;
            this.line = line;
            this.start = span.start;
            this.indent = span.text - span.start;
            this.valueStart = span.valueStart;
            this.valueEnd = span.valueEnd;
            this.end = span.next;
        }
    }

    /** One line: its start, its first character that is not white, its end without and with the line break. */
    private static final class Span {
        int start;
        int text;
        int end;
        int next;
        int valueStart;
        int valueEnd;
    }

    private IniFile(Path path, byte[] bytes) {
        this.path = path;
        this.bytes = bytes;
    }

    /** A missing file counts as empty. */
    static IniFile read(Path path) throws ConfigException {
        try {
            return parse(path, Files.readAllBytes(path));
        } catch (NoSuchFileException e) {
            return parse(path, new byte[0]);
        } catch (ConfigException e) {
            throw e;
        } catch (IOException e) {
            throw ConfigException.unreadable(path, e);
        }
    }

    static IniFile parse(Path path, byte[] bytes) throws ConfigException {
        IniFile file = new IniFile(path, bytes);
        int start = startsWithBom(bytes) ? BOM.length : 0;
        for (int line = 1; start < bytes.length; line++) {
            Span span = file.span(start);
            file.line(line, span);
            start = span.next;
        }
        return file;
    }

    Path path() {
        return path;
    }

    byte[] bytes() {
        return bytes;
    }

    List<Section> sections() {
        return sections;
    }

    Setting setting(Entry entry) {
        return new Setting(text(entry), path, entry.line);
    }

    /** The value; further lines of a value that starts on the key's own line are joined by line breaks. */
    String text(Entry entry) {
        String first = text(entry.valueStart, entry.valueEnd);
        boolean block = entry.nested < 0 || first.isEmpty();
        return block ? first : first + "\n" + text(entry.nested, entry.end).strip();
    }

    byte[] rawValue(Entry entry) {
        return Arrays.copyOfRange(bytes, entry.valueStart, entry.valueEnd);
    }

    private String text(int from, int to) {
        return new String(bytes, from, to - from, StandardCharsets.UTF_8);
    }

    private static boolean startsWithBom(byte[] bytes) {
        return bytes.length >= BOM.length && Arrays.equals(bytes, 0, BOM.length, BOM, 0, BOM.length);
    }

    private Span span(int start) {
        Span span = new Span();
        span.start = start;
        int end = start;
        while (end < bytes.length && bytes[end] != '\n') {
            end++;
        }
        span.next = Math.min(end + 1, bytes.length);
        span.end = trimEnd(start, end);
        span.text = skipWhite(start, span.end);
        return span;
    }

    private void line(int line, Span span) throws ConfigException {
        if (span.text == span.end || isComment(bytes[span.text])) {
            return;
        }
        if (open != null && span.text - span.start > open.indent) {
            open.nested = open.nested < 0 ? span.start : open.nested;
            open.end = span.next;
        } else if (bytes[span.text] == '[') {
            header(line, span);
        } else {
            entry(line, span);
        }
    }

    private void header(int line, Span span) throws ConfigException {
        int close = span.text;
        while (close < span.end && bytes[close] != ']') {
            close++;
        }
        if (close == span.end) {
            throw syntax(line, "a section header without its ]");
        }
        sections.add(new Section(text(span.text + 1, close).strip(), line, span.next, new ArrayList<>()));
        open = null;
    }

    private void entry(int line, Span span) throws ConfigException {
        int delimiter = span.text;
        while (delimiter < span.end && bytes[delimiter] != '=' && bytes[delimiter] != ':') {
            delimiter++;
        }
        if (delimiter == span.end || delimiter == span.text) {
            throw syntax(line, "neither a [section] nor key = value");
        }
        if (sections.isEmpty()) {
            throw syntax(line, "a key before the first [section]");
        }
        span.valueStart = skipWhite(delimiter + 1, span.end);
        span.valueEnd = valueEnd(delimiter + 1, span);
        String key = text(span.text, trimEnd(span.text, delimiter)).toLowerCase(Locale.ROOT);
        open = new Entry(key, line, span);
        sections.get(sections.size() - 1).entries().add(open);
    }

    /** A comment starts at # or ; after white space. */
    private int valueEnd(int afterDelimiter, Span span) {
        for (int i = Math.max(afterDelimiter, span.valueStart - 1) + 1; i < span.end; i++) {
            if (isComment(bytes[i]) && isWhite(bytes[i - 1])) {
                return Math.max(span.valueStart, trimEnd(span.valueStart, i));
            }
        }
        return span.end;
    }

    private int trimEnd(int from, int to) {
        int end = to;
        while (end > from && isWhite(bytes[end - 1])) {
            end--;
        }
        return end;
    }

    private int skipWhite(int from, int to) {
        int at = from;
        while (at < to && isWhite(bytes[at])) {
            at++;
        }
        return at;
    }

    private static boolean isWhite(byte b) {
        return b == ' ' || b == '\t' || b == '\r' || b == '\f';
    }

    private static boolean isComment(byte b) {
        return b == '#' || b == ';';
    }

    private ConfigException syntax(int line, String message) {
        return new ConfigException(ConfigException.Kind.SYNTAX, message, new Setting("", path, line));
    }
}
