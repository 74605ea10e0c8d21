package ykaws.aws.batch;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * CSV (RFC 4180) with a header; a value stays on its line. Columns may be in any order; only {@code user} must be there.
 * Tags are {@code KEY=VALUE;KEY=VALUE}.
 */
final class CsvRows implements RowFormat {
    private List<String> columns = List.of();

    @Override
    public Optional<RowFields> read(String line) throws RowFault {
        List<String> values = values(line);
        if (columns.isEmpty()) {
            columns = header(values);
            return Optional.empty();
        }
        if (values.size() != columns.size()) {
            throw new RowFault(values.size() + " values, and the header has " + columns.size() + " columns");
        }
        RowFields fields = new RowFields();
        for (int i = 0; i < values.size(); i++) {
            String value = values.get(i).strip();
            if (!value.isEmpty() && columns.get(i).equals("tags")) {
                tags(value, fields);
            } else if (!value.isEmpty()) {
                fields.put(columns.get(i), value);
            }
        }
        return Optional.of(fields);
    }

    private static List<String> header(List<String> names) throws RowFault {
        List<String> columns = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (String each : names) {
            String name = each.strip();
            RowFields.requireKnown(name);
            if (!seen.add(name)) {
                throw new RowFault("the column '" + name + "' is there twice");
            }
            columns.add(name);
        }
        if (!seen.contains("user")) {
            throw new RowFault("the header has no column 'user'");
        }
        return columns;
    }

    private static void tags(String text, RowFields fields) throws RowFault {
        for (String tag : text.split(";", -1)) {
            int equals = tag.indexOf('=');
            if (tag.isBlank()) {
                continue;
            }
            if (equals < 1) {
                throw new RowFault("tags are written KEY=VALUE;KEY=VALUE");
            }
            fields.tag(
                    tag.substring(0, equals).strip(), tag.substring(equals + 1).strip());
        }
    }

    private static List<String> values(String line) throws RowFault {
        List<String> values = new ArrayList<>();
        int at = 0;
        while (at <= line.length()) {
            StringBuilder value = new StringBuilder();
            at = line.startsWith("\"", at) ? quoted(line, at + 1, value) : plain(line, at, value);
            values.add(value.toString());
            if (at < line.length() && line.charAt(at) != ',') {
                throw new RowFault("text after a closing quote");
            }
            at++;
        }
        return values;
    }

    private static int plain(String line, int start, StringBuilder value) throws RowFault {
        int comma = line.indexOf(',', start);
        int end = comma < 0 ? line.length() : comma;
        value.append(line, start, end);
        if (value.indexOf("\"") >= 0) {
            throw new RowFault("a quote inside a value; the whole value is quoted, and a quote in it doubled");
        }
        return end;
    }

    /** Returns the place behind the closing quote. */
    private static int quoted(String line, int start, StringBuilder value) throws RowFault {
        int at = start;
        while (at < line.length()) {
            if (line.charAt(at) != '"') {
                value.append(line.charAt(at++));
            } else if (line.startsWith("\"\"", at)) {
                value.append('"');
                at += 2;
            } else {
                return at + 1;
            }
        }
        throw new RowFault("a quote is open at the end of the line");
    }
}
