package ykaws.shell.jline;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.jline.terminal.Attributes;
import org.jline.terminal.Terminal;
import org.jline.utils.NonBlockingReader;
import org.jspecify.annotations.Nullable;
import ykaws.oath.Secret;
import ykaws.shell.Console;
import ykaws.shell.Ink;
import ykaws.shell.LiveScreen;
import ykaws.shell.LiveText;
import ykaws.shell.Mark;
import ykaws.shell.Printable;

/** The console of the interactive shell: everything goes to its terminal. */
final class JlineConsole implements Console {
    private static final String ERASE_LINE = "\r\033[K";
    private static final int LONGEST_LINE = 4096;
    /** How often a question looks whether Ctrl-C ended it, in milliseconds. */
    private static final long POLL = 100;

    private final Terminal terminal;
    private boolean statusStands;

    JlineConsole(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public void data(String text) {
        clearStatus();
        terminal.writer().println(text);
        terminal.flush();
    }

    @Override
    public void print(String line) {
        data(Printable.of(line));
    }

    @Override
    public void print(Mark mark, String line) {
        boolean plain = !System.getenv().getOrDefault("NO_COLOR", "").isEmpty()
                || Terminal.TYPE_DUMB.equals(terminal.getType());
        data((plain ? mark.plain() : mark.coloured()) + Printable.of(line));
    }

    @Override
    public void say(String line) {
        print(line);
    }

    @Override
    public void draw(List<String> rows) {
        rows.forEach(row -> data(Ink.row(row)));
    }

    @Override
    public void error(String line) {
        print(line);
    }

    @Override
    public synchronized void status(String text) {
        terminal.writer().print(ERASE_LINE + Printable.of(text));
        terminal.flush();
        statusStands = true;
    }

    @Override
    public synchronized void clearStatus() {
        if (statusStands) {
            terminal.writer().print(ERASE_LINE);
            terminal.flush();
            statusStands = false;
        }
    }

    @Override
    public boolean canAsk() {
        return true;
    }

    @Override
    public boolean outputIsTerminal() {
        return true;
    }

    @Override
    public String ask(String prompt) throws InterruptedIOException {
        char[] line = readLine(prompt);
        return new String(line);
    }

    @Override
    public Secret askSecret(String prompt) throws InterruptedIOException {
        boolean echoed = terminal.echo(false);
        try {
            char[] line = readLine(prompt);
            try {
                return Secret.ofChars(line);
            } finally {
                Arrays.fill(line, '\0');
            }
        } finally {
            terminal.echo(echoed);
            terminal.writer().println();
            terminal.flush();
        }
    }

    @Override
    public boolean keyPressed(Duration atMost) throws InterruptedException {
        Attributes before = terminal.enterRawMode();
        try {
            int key = terminal.reader().read(atMost.toMillis());
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            return key >= 0;
        } catch (InterruptedIOException e) {
            throw new InterruptedException();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            terminal.setAttributes(before);
        }
    }

    @Override
    public LiveScreen live() {
        clearStatus();
        return new JlineLiveScreen(terminal);
    }

    @Override
    public void toTerminalClipboard(String text) {
        terminal.writer().print(LiveText.toClipboard(text));
        terminal.flush();
    }

    @Override
    public void ring(@Nullable String notification) {
        terminal.writer().print(LiveText.bell(notification));
        terminal.flush();
    }

    private char[] readLine(String prompt) throws InterruptedIOException {
        clearStatus();
        terminal.writer().print(Printable.of(prompt));
        terminal.flush();
        char[] buffer = new char[LONGEST_LINE];
        try {
            int length = 0;
            int next = next();
            while (next != '\n' && next != '\r') {
                if (length == LONGEST_LINE) {
                    throw new InterruptedIOException("a line longer than " + LONGEST_LINE + " characters");
                }
                buffer[length++] = (char) next;
                next = next();
            }
            return Arrays.copyOf(buffer, length);
        } finally {
            Arrays.fill(buffer, '\0');
        }
    }

    /** The next character of the line that the terminal's own line editing has finished. */
    private int next() throws InterruptedIOException {
        try {
            int next = NonBlockingReader.READ_EXPIRED;
            while (next == NonBlockingReader.READ_EXPIRED) {
                if (Thread.interrupted()) {
                    throw new InterruptedIOException("interrupted");
                }
                next = terminal.reader().read(POLL);
            }
            if (next < 0) {
                throw new InterruptedIOException("the input ended at a question");
            }
            return next;
        } catch (InterruptedIOException e) {
            throw e;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
