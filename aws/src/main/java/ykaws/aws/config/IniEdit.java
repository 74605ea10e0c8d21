package ykaws.aws.config;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** One change of a config file, as bytes to bytes. */
record IniEdit(String profile, String key, String value) {

    byte[] apply(IniFile file) {
        IniFile.Section section = null;
        IniFile.Entry entry = null;
        for (IniFile.Section candidate : file.sections()) {
            if (profile.equals(SectionName.inConfig(candidate.header())) && !isOutranked(section, candidate)) {
                boolean outranks = section != null && isOutranked(candidate, section);
                section = candidate;
                IniFile.Entry own = last(candidate);
                entry = own != null || outranks ? own : entry;
            }
        }
        if (entry != null) {
            return replaceValue(file, entry);
        }
        return section != null ? insertKey(file, section) : appendSection(file);
    }

    /** {@code [profile default]} wins over {@code [default]}. */
    private static boolean isOutranked(IniFile.@Nullable Section section, IniFile.Section candidate) {
        return section != null
                && SectionName.isQualified(section.header())
                && !SectionName.isQualified(candidate.header());
    }

    /** Of several the last one counts. */
    private IniFile.@Nullable Entry last(IniFile.Section section) {
        IniFile.Entry found = null;
        for (IniFile.Entry entry : section.entries()) {
            found = entry.key.equals(key) ? entry : found;
        }
        return found;
    }

    /** The value alone, and lines that continued it; a comment behind it stays. */
    private byte[] replaceValue(IniFile file, IniFile.Entry entry) {
        byte[] bytes = file.bytes();
        String space = bytes[entry.valueStart - 1] == '=' && entry.valueStart == entry.valueEnd ? " " : "";
        ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length + 128);
        out.write(bytes, 0, entry.valueStart);
        boolean commentFollows = entry.valueEnd < bytes.length && "#;".indexOf(bytes[entry.valueEnd]) >= 0;
        write(out, space + value + (commentFollows ? " " : ""));
        int resume = entry.nested < 0 ? bytes.length : entry.nested;
        out.write(bytes, entry.valueEnd, resume - entry.valueEnd);
        if (entry.nested >= 0) {
            out.write(bytes, entry.end, bytes.length - entry.end);
        }
        return out.toByteArray();
    }

    /** After the section's last key, indented as its first one. */
    private byte[] insertKey(IniFile file, IniFile.Section section) {
        int at = section.end();
        String indent = "";
        for (IniFile.Entry entry : section.entries()) {
            at = entry.end;
        }
        if (!section.entries().isEmpty()) {
            IniFile.Entry first = section.entries().get(0);
            indent = new String(file.bytes(), first.start, first.indent, StandardCharsets.UTF_8);
        }
        return insert(file, at, indent + key + " = " + value);
    }

    private byte[] appendSection(IniFile file) {
        String newline = newline(file);
        String gap = file.bytes().length == 0 ? "" : newline;
        return insert(file, file.bytes().length, gap + SectionName.header(profile) + newline + key + " = " + value);
    }

    private static byte[] insert(IniFile file, int at, String text) {
        byte[] bytes = file.bytes();
        ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length + 128);
        out.write(bytes, 0, at);
        if (at > 0 && bytes[at - 1] != '\n') {
            write(out, newline(file));
        }
        write(out, text + newline(file));
        out.write(bytes, at, bytes.length - at);
        return out.toByteArray();
    }

    /** The file's own line break: that of its first line. */
    private static String newline(IniFile file) {
        byte[] bytes = file.bytes();
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == '\n') {
                return i > 0 && bytes[i - 1] == '\r' ? "\r\n" : "\n";
            }
        }
        return "\n";
    }

    private static void write(ByteArrayOutputStream out, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.write(bytes, 0, bytes.length);
    }
}
