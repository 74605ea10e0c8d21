package ykaws.shell.jline;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jline.utils.Signals;
import org.jspecify.annotations.Nullable;

/**
 * Signals that reach ykaws while another program has the terminal.
 *
 * <p>Keyboard signals (INT, QUIT) go to the whole foreground group, so that program has them already, and ykaws only
 * must not die of them: of QUIT no JVM does, nor lets a handler have it. The others are sent on with kill(1), since Java
 * can send TERM and KILL only. JLine's {@link Signals} is used because javac accepts no direct use of the JDK's own class.
 */
public final class ForwardedSignals implements AutoCloseable {
    private static final String[] KEYBOARD = {"INT"};
    /** HotSpot keeps USR1 for itself. */
    private static final String[] SENT_ON = {"TERM", "HUP", "USR2", "WINCH", "CONT"};

    private final Map<String, Object> before = new HashMap<>();
    private final List<String> early = new ArrayList<>();
    private @Nullable ProcessHandle child;

    private ForwardedSignals() {}

    /** Takes the signals over until {@link #close}. */
    public static ForwardedSignals install() {
        ForwardedSignals signals = new ForwardedSignals();
        for (String name : KEYBOARD) {
            signals.handle(name, () -> {});
        }
        for (String name : SENT_ON) {
            signals.handle(name, () -> signals.send(name));
        }
        return signals;
    }

    /** The keyboard's signals are another program's, until {@link #close}. */
    public static ForwardedSignals ignored() {
        ForwardedSignals signals = new ForwardedSignals();
        for (String name : new String[] {"INT", "TSTP", "HUP"}) {
            signals.handle(name, () -> {});
        }
        return signals;
    }

    /** Runs {@code action} instead of dying of INT and TERM, until {@link #close}. */
    public static ForwardedSignals interrupting(Runnable action) {
        ForwardedSignals signals = new ForwardedSignals();
        signals.handle("INT", action);
        signals.handle("TERM", action);
        return signals;
    }

    /** No signal at all, for where somebody else takes them. */
    public static ForwardedSignals none() {
        return new ForwardedSignals();
    }

    /** Whether any signal is taken over. */
    public boolean held() {
        return !before.isEmpty();
    }

    /** Whom they are for; those that came before there was anybody are sent now. */
    public synchronized void to(ProcessHandle process) {
        child = process;
        early.forEach(name -> send(name, process));
        early.clear();
    }

    private void handle(String name, Runnable action) {
        Object former = Signals.register(name, action);
        if (former != null) {
            before.put(name, former);
        }
    }

    private synchronized void send(String name) {
        if (child == null) {
            early.add(name);
        } else {
            send(name, child);
        }
    }

    private static void send(String name, ProcessHandle target) {
        try {
            new ProcessBuilder("kill", "-" + name, Long.toString(target.pid())).start();
        } catch (IOException e) {
            target.destroy();
        }
    }

    @Override
    public void close() {
        before.forEach(Signals::unregister);
    }
}
