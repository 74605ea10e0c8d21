package ykaws.shell;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import ykaws.oath.Secret;

/** A console without a person: what is written is kept, nothing can be asked. */
final class MemoryConsole implements Console {
    final List<String> printed = new ArrayList<>();
    final List<String> said = new ArrayList<>();
    final List<String> errors = new ArrayList<>();

    @Override
    public void data(String text) {
        printed.add(text);
    }

    @Override
    public void print(String line) {
        printed.add(Printable.of(line));
    }

    @Override
    public void say(String line) {
        said.add(Printable.of(line));
    }

    @Override
    public void draw(List<String> rows) {
        said.addAll(rows);
    }

    @Override
    public void error(String line) {
        errors.add(Printable.of(line));
    }

    @Override
    public void status(String text) {
        said.add(text);
    }

    @Override
    public void clearStatus() {
        // Nothing is erased from a list.
    }

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
        throw new IllegalStateException("asked: " + prompt);
    }

    @Override
    public Secret askSecret(String prompt) {
        throw new IllegalStateException("asked: " + prompt);
    }

    @Override
    public boolean keyPressed(Duration atMost) {
        return true;
    }

    @Override
    public LiveScreen live() {
        throw new IllegalStateException("live without a terminal");
    }

    @Override
    public void ring(@Nullable String notification) {
        said.add("bell " + notification);
    }

    @Override
    public void toTerminalClipboard(String text) {
        said.add("clipboard " + text);
    }

    @Override
    public String toString() {
        return "printed " + printed + ", said " + said + ", errors " + errors;
    }
}
