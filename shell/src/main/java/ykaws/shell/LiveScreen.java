package ykaws.shell;

import java.time.Duration;
import java.util.List;

/** Some lines at the end of the terminal that are drawn again and again, until a key is pressed. Closing erases them. */
public interface LiveScreen extends AutoCloseable {
    /** Replaces the lines. They are escaped and cut to the terminal's size here. */
    void draw(List<String> lines);

    /**
     * Waits for a key press.
     *
     * @return true if there was one, false if the time passed
     */
    boolean keyPressed(Duration atMost) throws InterruptedException;

    @Override
    void close();
}
