package ykaws.shell;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import ykaws.oath.Secret;

/**
 * The console of one line. With {@code -o json} and without a terminal, whoever reads standard error is a program, to
 * which an error is one document: so what is said is held back until it is clear that there is none. That is at the
 * first datum, at the end, and where another program is started ({@link #tellHeld}). Else it only passes everything on.
 */
final class HeldConsole implements Console {
    private static final String HINT = "ykaws: hint: ";
    private static final String NAME = "ykaws: ";

    private final Console console;
    private final GlobalOptions options;
    private final List<Runnable> held = new ArrayList<>();
    private final List<String> steps = new ArrayList<>();
    private boolean passes;

    HeldConsole(Console console, GlobalOptions options) {
        this.console = console;
        this.options = options;
    }

    /** Not with {@code -v}, which asks for text on standard error. */
    private boolean holds() {
        boolean errorsAreSeen = System.getProperty("ykaws.tty", "000").endsWith("1");
        return options.json() && !passes && options.verbosity() == 0 && !errorsAreSeen && !console.canAsk();
    }

    /** Whether the command has begun to tell something, or its end. */
    synchronized boolean passes() {
        return passes;
    }

    @Override
    public synchronized void tellHeld() {
        passes = true;
        held.forEach(Runnable::run);
        held.clear();
        console.tellHeld();
    }

    /**
     * Ends the holding with an error.
     *
     * @return what was said beside notices and belongs to the error: steps that are left to the user
     */
    synchronized List<String> endWithError() {
        passes = true;
        held.clear();
        return List.copyOf(steps);
    }

    @Override
    public void data(String text) {
        tellHeld();
        console.data(text);
    }

    @Override
    public void print(String line) {
        tellHeld();
        console.print(line);
    }

    @Override
    public void print(Mark mark, String line) {
        tellHeld();
        console.print(mark, line);
    }

    @Override
    public synchronized void say(String line) {
        if (holds()) {
            held.add(() -> console.say(line));
        } else {
            console.say(line);
        }
    }

    @Override
    public synchronized void error(String line) {
        if (holds()) {
            held.add(() -> console.error(line));
            steps.add(without(NAME, without(HINT, line)));
        } else {
            console.error(line);
        }
    }

    private static String without(String start, String line) {
        return line.startsWith(start) ? line.substring(start.length()) : line;
    }

    @Override
    public void draw(List<String> rows) {
        console.draw(rows);
    }

    @Override
    public void status(String text) {
        console.status(text);
    }

    @Override
    public void clearStatus() {
        console.clearStatus();
    }

    @Override
    public boolean canAsk() {
        return console.canAsk();
    }

    @Override
    public boolean outputIsTerminal() {
        return console.outputIsTerminal();
    }

    @Override
    public String ask(String prompt) throws InterruptedIOException {
        return console.ask(prompt);
    }

    @Override
    public Secret askSecret(String prompt) throws InterruptedIOException {
        return console.askSecret(prompt);
    }

    @Override
    public boolean keyPressed(Duration atMost) throws InterruptedException {
        return console.keyPressed(atMost);
    }

    @Override
    public LiveScreen live() throws IOException {
        return console.live();
    }

    @Override
    public void ring(@Nullable String notification) {
        console.ring(notification);
    }

    @Override
    public void toTerminalClipboard(String text) {
        console.toTerminalClipboard(text);
    }
}
