package ykaws.shell;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import ykaws.oath.Secret;
import ykaws.pcsc.Pause;

/** The console of a one-shot command and of scripts: the standard streams, and {@code /dev/tty} for conversation. */
public final class TtyConsole implements Console {
    private static final String ERASE_LINE = "\r\033[K";

    private final Streams streams;
    private @Nullable TerminalDevice terminal;
    private boolean terminalSought;
    private boolean statusStands;

    public TtyConsole(Streams streams) {
        this.streams = streams;
    }

    @Override
    public void data(String text) {
        clearStatus();
        streams.out().print(text + "\n");
        streams.out().flush();
    }

    @Override
    public void print(String line) {
        data(Printable.of(line));
    }

    @Override
    public void print(Mark mark, String line) {
        // https://no-color.org: set to anything, it asks for none.
        boolean plain = !outputIsTerminal()
                || !System.getenv().getOrDefault("NO_COLOR", "").isEmpty()
                || "dumb".equals(System.getenv("TERM"));
        data((plain ? mark.plain() : mark.coloured()) + Printable.of(line));
    }

    @Override
    public void say(String line) {
        clearStatus();
        String text = Printable.of(line);
        Optional<TerminalDevice> device = terminal();
        if (device.isPresent()) {
            write(device.get(), text + "\n");
        } else {
            error(line);
        }
    }

    @Override
    public void draw(List<String> rows) {
        clearStatus();
        terminal().ifPresent(device -> rows.forEach(row -> write(device, Ink.row(row) + "\n")));
    }

    @Override
    public void error(String line) {
        clearStatus();
        streams.err().print(Printable.of(line) + "\n");
        streams.err().flush();
    }

    @Override
    public synchronized void status(String text) {
        terminal().ifPresent(device -> {
            write(device, ERASE_LINE + Printable.of(text));
            statusStands = true;
        });
    }

    @Override
    public synchronized void clearStatus() {
        if (statusStands) {
            terminal().ifPresent(device -> write(device, ERASE_LINE));
            statusStands = false;
        }
    }

    @Override
    public boolean canAsk() {
        return terminal().isPresent();
    }

    @Override
    public boolean outputIsTerminal() {
        return streams.outIsTerminal();
    }

    @Override
    public String ask(String prompt) throws InterruptedIOException {
        return answer(device -> {
            try {
                return device.readLine(Printable.of(prompt));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    @Override
    public Secret askSecret(String prompt) throws InterruptedIOException {
        return answer(device -> {
            try {
                return device.readSecret(Printable.of(prompt));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    /** Nothing is live outside the shell, so nobody is listened to. */
    @Override
    public boolean keyPressed(Duration atMost) throws InterruptedException {
        Pause.SYSTEM.sleep(atMost);
        return false;
    }

    @Override
    public LiveScreen live() throws IOException {
        clearStatus();
        return new TtyLiveScreen(terminal().orElseThrow(() -> new IllegalStateException("live without a terminal")));
    }

    @Override
    public void toTerminalClipboard(String text) {
        terminal().ifPresent(device -> write(device, LiveText.toClipboard(text)));
    }

    @Override
    public void ring(@Nullable String notification) {
        terminal().ifPresent(device -> write(device, LiveText.bell(notification)));
    }

    private <T> T answer(Function<TerminalDevice, Optional<T>> reader) throws InterruptedIOException {
        TerminalDevice device = terminal().orElseThrow(() -> new IllegalStateException("asked without a terminal"));
        clearStatus();
        return reader.apply(device).orElseThrow(() -> new InterruptedIOException("the input ended at a question"));
    }

    private synchronized Optional<TerminalDevice> terminal() {
        if (!terminalSought) {
            terminalSought = true;
            terminal = TerminalDevice.open(streams.terminal()).orElse(null);
        }
        return Optional.ofNullable(terminal);
    }

    private static void write(TerminalDevice device, String text) {
        try {
            device.write(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
