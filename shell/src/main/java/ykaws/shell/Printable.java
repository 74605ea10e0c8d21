package ykaws.shell;

/**
 * Text of others, made harmless for a terminal.
 *
 * <p>Account names, QR contents and AWS's texts may hold escape sequences that set the clipboard or the title, line
 * breaks that fake our own messages, or bidirectional controls that reorder them. Each such character is shown as an
 * escape. JSON output is data and does not pass here.
 */
public final class Printable {
    private Printable() {}

    /** {@code text} with C0, DEL, C1, line and bidirectional control characters written as {@code \\u{…}}. */
    public static String of(String text) {
        int i = 0;
        while (i < text.length() && !isControl(text.charAt(i))) {
            i++;
        }
        return i == text.length() ? text : escaped(text, i);
    }

    private static String escaped(String text, int start) {
        StringBuilder out = new StringBuilder(text.length() + 16).append(text, 0, start);
        for (int i = start; i < text.length(); i++) {
            char c = text.charAt(i);
            if (isControl(c)) {
                out.append("\\u{").append(Integer.toHexString(c)).append('}');
            } else {
                out.append(c);
            }
        }
        return out.toString();
    }

    private static boolean isControl(char c) {
        return c < 0x20
                || (c >= 0x7F && c < 0xA0)
                || c == '\u061C'
                || c == '\u200E'
                || c == '\u200F'
                || (c >= '\u2028' && c <= '\u202E')
                || (c >= '\u2066' && c <= '\u2069');
    }
}
