package ykaws.shell;

import java.io.InterruptedIOException;
import java.time.Duration;
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

    /** A line of conversation, to the terminal even if standard output is piped; to standard error without one. */
    void say(String line);

    /** A line to standard error. */
    void error(String line);

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
}
