package ykaws.shell;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import ykaws.pcsc.Pause;

/** A live screen on {@code /dev/tty}: keys come without Enter and are not shown. */
final class TtyLiveScreen implements LiveScreen {
    private static final Duration LOOK = Duration.ofMillis(50);

    private final TerminalDevice device;
    private final LiveText text = new LiveText();
    private final TerminalDevice.Raw raw;
    private boolean erased;

    TtyLiveScreen(TerminalDevice device) throws IOException {
        this.device = device;
        this.raw = device.raw(this::erase);
        device.write(LiveText.HIDE_CURSOR);
    }

    @Override
    public synchronized void draw(List<String> lines) {
        if (erased) {
            // The process is being ended, on another thread.
            return;
        }
        try {
            TerminalDevice.Size size = device.size();
            device.write(text.redraw(lines, size.rows(), size.columns()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public boolean keyPressed(Duration atMost) throws InterruptedException {
        try {
            for (Duration left = atMost; ; left = left.minus(LOOK)) {
                if (device.takeKeys()) {
                    return true;
                }
                if (left.compareTo(Duration.ZERO) <= 0) {
                    return false;
                }
                Pause.SYSTEM.sleep(left.compareTo(LOOK) < 0 ? left : LOOK);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        erase();
        try {
            raw.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private synchronized void erase() {
        try {
            erased = true;
            device.write(text.erase() + LiveText.SHOW_CURSOR);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
