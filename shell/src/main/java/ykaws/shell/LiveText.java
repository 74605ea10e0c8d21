package ykaws.shell;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is written to a terminal (ECMA-48) so that lines stand where the former ones stood. */
public final class LiveText {
    /** Written first: the cursor would only blink about. */
    public static final String HIDE_CURSOR = "\033[?25l";

    public static final String SHOW_CURSOR = "\033[?25h";

    private static final String ERASE_REST_OF_LINE = "\033[K";
    private static final String ERASE_BELOW = "\033[J";
    private static final int SMALLEST = 2;

    private int standing;

    /** The lines, cut to a terminal of that size; what does not fit below is counted. */
    public String redraw(List<String> lines, int rows, int columns) {
        StringBuilder text = new StringBuilder(toFirst());
        List<String> shown = fit(lines, Math.max(SMALLEST, rows - 1));
        for (String line : shown) {
            text.append(DisplayWidth.fit(Printable.of(line), columns - 1))
                    .append(ERASE_REST_OF_LINE)
                    .append("\r\n");
        }
        standing = shown.size();
        return text.append(ERASE_BELOW).toString();
    }

    /** What erases the lines. */
    public String erase() {
        String text = toFirst() + ERASE_BELOW;
        standing = 0;
        return text;
    }

    /** The control sequence that sets the terminal's clipboard, as xterm defines it (OSC 52). */
    public static String toClipboard(String text) {
        return "\033]52;c;" + Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8)) + "\007";
    }

    /** The bell, and before it a notification in the form of iTerm2 that several terminals know (OSC 9). */
    public static String bell(@Nullable String notification) {
        return notification == null ? "\007" : "\033]9;" + Printable.of(notification) + "\007\007";
    }

    private String toFirst() {
        return standing == 0 ? "\r" : "\r\033[" + standing + "A";
    }

    private static List<String> fit(List<String> lines, int room) {
        if (lines.size() <= room) {
            return lines;
        }
        List<String> shown = new ArrayList<>(lines.subList(0, room - 1));
        shown.add("(" + (lines.size() - room + 1) + " more lines than the terminal has room for)");
        return shown;
    }
}
