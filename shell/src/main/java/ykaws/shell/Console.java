package ykaws.shell;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import ykaws.oath.Secret;

/**
 * The person and the pipes: standard output for data, the terminal for conversation.
 *
 * <p>All text that comes from elsewhere is escaped here ({@link Printable}), at the one writer; {@link #data} is the
 * exception, since what it gets is the datum itself.
 */
public interface Console {
    /** One datum and a line break to standard output, exactly as it is. */
    void data(String text);

    /** A line of text for people to standard output (tables, lists), escaped. */
    void print(String line);

    /** The same behind a mark, which is coloured where a terminal shows it. */
    default void print(Mark mark, String line) {
        print(mark.plain() + line);
    }

    /** A line of conversation, to the terminal even if standard output is piped; to standard error without one. */
    void say(String line);

    /**
     * A drawing of ours in dark ink on light ground, whatever the terminal's colours are; nothing without a terminal.
     *
     * @param rows of equal length, without control characters
     */
    void draw(List<String> rows);

    /** A line to standard error. */
    void error(String line);

    /** Lets out what was held back ({@link HeldConsole}), and holds nothing more: something long begins. */
    default void tellHeld() {}

    /** Text that stands until the next line and is then erased; nothing without a terminal. */
    void status(String text);

    /** Erases what {@link #status} left. */
    void clearStatus();

    /** Whether a person can be asked. */
    boolean canAsk();

    /** Whether standard output is a terminal. */
    boolean outputIsTerminal();

    /** One line of the person's, with echo. */
    String ask(String prompt) throws InterruptedIOException;

    /** One line of the person's, without echo. The caller closes it. */
    Secret askSecret(String prompt) throws InterruptedIOException;

    /**
     * Waits for a key press that ends something live.
     *
     * @return true if there was one, false if the time passed
     */
    boolean keyPressed(Duration atMost) throws InterruptedException;

    /** Lines that are drawn again and again; only with a terminal. */
    LiveScreen live() throws IOException;

    /**
     * Rings the terminal's bell, for somebody who looks elsewhere; nothing without a terminal.
     *
     * @param notification what the terminal shows as a notification of its own (OSC 9), or null
     */
    void ring(@Nullable String notification);

    /** Hands a text to the clipboard of the terminal (OSC 52); whether the terminal takes it, nobody tells. */
    void toTerminalClipboard(String text);
}
