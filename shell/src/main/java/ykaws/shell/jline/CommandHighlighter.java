package ykaws.shell.jline;

import java.util.List;
import org.jline.reader.Highlighter;
import org.jline.reader.LineReader;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;
import org.jline.utils.AttributedStyle;
import ykaws.shell.script.Line;
import ykaws.shell.script.LineSyntaxException;

/** Colours a line: commands that exist, options, and words that name no command. */
final class CommandHighlighter implements Highlighter {
    private static final AttributedStyle COMMAND = AttributedStyle.BOLD.foreground(AttributedStyle.GREEN);
    private static final AttributedStyle OPTION = AttributedStyle.DEFAULT.foreground(AttributedStyle.CYAN);
    private static final AttributedStyle MISTAKE = AttributedStyle.DEFAULT.foreground(AttributedStyle.RED);

    private final List<String> names;

    CommandHighlighter(List<String> names) {
        this.names = names;
    }

    @Override
    public AttributedString highlight(LineReader reader, String buffer) {
        Line line;
        try {
            line = Line.parse(buffer);
        } catch (LineSyntaxException e) {
            return new AttributedString(buffer, e.unfinished() ? AttributedStyle.DEFAULT : MISTAKE);
        }
        AttributedStringBuilder out = new AttributedStringBuilder();
        StringBuilder path = new StringBuilder();
        boolean inName = true;
        int at = 0;
        for (Line.Word word : line.words()) {
            String text = buffer.substring(word.start(), word.end());
            out.append(buffer, at, word.start());
            if (text.startsWith("-")) {
                out.styled(OPTION, text);
            } else if (inName) {
                path.append(path.length() == 0 ? "" : " ").append(text);
                inName = isGroup(path.toString());
                out.styled(inName || isCommand(path.toString()) ? COMMAND : MISTAKE, text);
            } else {
                out.append(text);
            }
            at = word.end();
        }
        return out.append(buffer, at, buffer.length()).toAttributedString();
    }

    private boolean isCommand(String path) {
        return names.contains(path) || path.equals("help") || path.equals("exit") || path.equals("quit");
    }

    /** Whether more of the name may follow. */
    private boolean isGroup(String path) {
        return names.stream().anyMatch(name -> name.startsWith(path + " "));
    }
}
