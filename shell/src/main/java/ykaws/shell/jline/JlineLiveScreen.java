package ykaws.shell.jline;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import org.jline.terminal.Attributes;
import org.jline.terminal.Terminal;
import ykaws.shell.LiveScreen;
import ykaws.shell.LiveText;

/** A live screen on the shell's terminal. */
final class JlineLiveScreen implements LiveScreen {
    /** What a terminal that does not tell its size is taken to be. */
    private static final int ROWS = 24;

    private static final int COLUMNS = 80;

    private final Terminal terminal;
    private final Attributes before;
    private final LiveText text = new LiveText();

    JlineLiveScreen(Terminal terminal) {
        this.terminal = terminal;
        this.before = terminal.enterRawMode();
        write(LiveText.HIDE_CURSOR);
    }

    @Override
    public void draw(List<String> lines) {
        int rows = terminal.getSize().getRows();
        int columns = terminal.getSize().getColumns();
        write(text.redraw(lines, rows > 0 ? rows : ROWS, columns > 0 ? columns : COLUMNS));
    }

    @Override
    public boolean keyPressed(Duration atMost) throws InterruptedException {
        try {
            int key = terminal.reader().read(Math.max(1, atMost.toMillis()));
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            return key >= 0;
        } catch (InterruptedIOException e) {
            throw new InterruptedException();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        write(text.erase() + LiveText.SHOW_CURSOR);
        terminal.setAttributes(before);
    }

    private void write(String out) {
        terminal.writer().print(out);
        terminal.flush();
    }
}
