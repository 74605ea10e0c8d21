package ykaws;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import ykaws.pcsc.Pause;
import ykaws.sandbox.key.Touch;

/** A finger made of a key press: Enter on the terminal touches the software key. */
final class EnterTouch implements Touch {
    private static final Duration LOOK = Duration.ofMillis(50);

    private final Path terminal;
    private volatile boolean abandoned;

    EnterTouch(Path terminal) {
        this.terminal = terminal;
    }

    /** Nobody waits for the present touch any more: what is typed is not for the key. */
    void abandon() {
        abandoned = true;
    }

    @Override
    public boolean touched() throws InterruptedException {
        abandoned = false;
        // Not a channel's stream: only this one can tell what a terminal has ready.
        try (InputStream in = new FileInputStream(terminal.toFile())) {
            for (Duration waited = Duration.ZERO;
                    !abandoned && waited.compareTo(TIMEOUT) < 0;
                    waited = waited.plus(LOOK)) {
                while (in.available() > 0) {
                    int c = in.read();
                    if (c == '\n' || c == '\r') {
                        return true;
                    }
                }
                Pause.SYSTEM.sleep(LOOK);
            }
            return false;
        } catch (IOException e) {
            // No terminal, no finger.
            return false;
        }
    }
}
