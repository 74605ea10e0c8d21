package ykaws.shell.command;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import ykaws.oath.Secret;
import ykaws.shell.Console;
import ykaws.shell.LiveScreen;

/**
 * The console of work that goes on while another program has the terminal: it asks nothing and reads nothing, and only
 * what must be seen is written.
 */
final class AsideConsole implements Console {
    private final Console terminal;

    AsideConsole(Console terminal) {
        this.terminal = terminal;
    }

    @Override
    public void data(String text) {
        throw new IllegalStateException("standard output is another program's");
    }

    @Override
    public void print(String line) {
        throw new IllegalStateException("standard output is another program's");
    }

    /** Conversation can wait. */
    @Override
    public void say(String line) {}

    @Override
    public void draw(List<String> rows) {}

    @Override
    public void error(String line) {
        terminal.say(line);
    }

    @Override
    public void status(String text) {}

    @Override
    public void clearStatus() {}

    @Override
    public boolean canAsk() {
        return false;
    }

    @Override
    public boolean outputIsTerminal() {
        return false;
    }

    @Override
    public String ask(String prompt) {
        throw new IllegalStateException("asked while another program has the terminal");
    }

    @Override
    public Secret askSecret(String prompt) {
        throw new IllegalStateException("asked while another program has the terminal");
    }

    @Override
    public boolean keyPressed(Duration atMost) {
        throw new IllegalStateException("the keyboard is another program's");
    }

    @Override
    public LiveScreen live() throws IOException {
        throw new IOException("the screen is another program's");
    }

    @Override
    public void toTerminalClipboard(String text) {}

    @Override
    public void ring(@Nullable String notification) {
        terminal.ring(notification);
    }
}
