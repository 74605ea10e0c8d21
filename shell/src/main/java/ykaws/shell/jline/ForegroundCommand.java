package ykaws.shell.jline;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntSupplier;
import org.jline.terminal.Terminal;
import ykaws.shell.ExitCode;

/** Runs a command so that Ctrl-C cancels it and not the shell. */
final class ForegroundCommand {
    private final Terminal terminal;

    ForegroundCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    /** Runs the command and returns its exit code. */
    int run(IntSupplier command) {
        AtomicInteger code = new AtomicInteger(ExitCode.UNEXPECTED);
        Thread worker = new Thread(() -> code.set(command.getAsInt()), "command");
        worker.setDaemon(true);
        Terminal.SignalHandler before = terminal.handle(Terminal.Signal.INT, signal -> worker.interrupt());
        try {
            worker.start();
            join(worker);
        } finally {
            terminal.handle(Terminal.Signal.INT, before);
        }
        return code.get();
    }

    private static void join(Thread worker) {
        while (worker.isAlive()) {
            try {
                worker.join();
            } catch (InterruptedException e) {
                worker.interrupt();
            }
        }
    }
}
