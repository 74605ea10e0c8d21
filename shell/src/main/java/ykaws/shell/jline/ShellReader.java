package ykaws.shell.jline;

import java.io.IOException;
import java.nio.file.Path;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.impl.DefaultParser;
import org.jline.terminal.Terminal;
import ykaws.aws.session.SecretFiles;
import ykaws.shell.CommandRunner;
import ykaws.shell.Invocation;

/** Puts together the line editor: completion, colours, and a history that keeps no secret. */
final class ShellReader {
    private static final int HISTORY_LINES = 1000;

    private final CommandRunner runner;
    private final Invocation atStart;

    ShellReader(CommandRunner runner, Invocation atStart) {
        this.runner = runner;
        this.atStart = atStart;
    }

    LineReader on(Terminal terminal) throws IOException {
        Path file = atStart.world().folders().state().resolve("history");
        SafeHistory history = new SafeHistory(
                file, new SecretFiles((exposed, mode) -> {}), line -> runner.mayBeRemembered(line, atStart));
        DefaultParser parser = new DefaultParser();
        parser.setEofOnUnclosedQuote(false);
        parser.setEofOnEscapedNewLine(false);
        LineReader reader = LineReaderBuilder.builder()
                .terminal(terminal)
                .appName("ykaws")
                .parser(parser)
                .history(history)
                .completer(new CommandCompleter(runner, atStart))
                .highlighter(new CommandHighlighter(runner.tree().names()))
                .variable(LineReader.HISTORY_FILE, file)
                .variable(LineReader.HISTORY_SIZE, HISTORY_LINES)
                .variable(LineReader.HISTORY_FILE_SIZE, HISTORY_LINES)
                // A "!" in a line is a "!": names and quoted text may hold it.
                .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true)
                .option(LineReader.Option.HISTORY_TIMESTAMPED, false)
                .build();
        history.attach(reader);
        return reader;
    }
}
