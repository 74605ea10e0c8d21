package ykaws.shell.command;

import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import ykaws.shell.Attention;
import ykaws.shell.Console;
import ykaws.shell.DesktopNotification;
import ykaws.shell.ExitCode;
import ykaws.shell.Invocation;
import ykaws.shell.Problem;

/**
 * A request for a touch, put where it is seen: in the terminal; by the desktop where the person is likely to look at
 * something else, or does not react; nowhere else but in both. It counts down while it stands.
 */
final class TouchRequest {
    /** How long a key waits (YubiKey firmware). */
    private static final int TOUCH_SECONDS = 15;
    /** Who has seen the line has touched by then. */
    private static final int RING_AFTER_SECONDS = 5;

    private final Invocation invocation;
    private final String text;
    private @Nullable Thread ticking;

    /** @param text what to do and what for, one line */
    TouchRequest(Invocation invocation, String text) {
        this.invocation = invocation;
        this.text = text;
    }

    /**
     * Shows it.
     *
     * @throws ykaws.shell.Failure if there is nowhere to show it, and the key would wait in vain
     */
    void show() {
        Console console = invocation.console();
        boolean terminal = console.canAsk();
        switch (invocation.attention()) {
            case AT_ANOTHER_PROGRAM -> {
                // A line in the middle of an editor is the second choice.
                if (!notification()) {
                    console.error("ykaws: " + text);
                    ring();
                }
            }
            case ELSEWHERE -> {
                console.say("ykaws: " + text);
                ring();
                notification();
            }
            default -> {
                if (!terminal && !notification()) {
                    requireSomebody();
                }
                console.say("ykaws: " + text);
                if (terminal) {
                    tick();
                }
            }
        }
    }

    /** Tells by the same ways of something that takes no touch. */
    static void tell(Invocation invocation, String text) {
        TouchRequest request = new TouchRequest(invocation, text);
        switch (invocation.attention()) {
            case AT_ANOTHER_PROGRAM, ELSEWHERE -> request.show();
            default -> invocation.console().say("ykaws: " + text);
        }
    }

    /** Takes it back: the key was touched, or nobody waits any more. */
    synchronized void done() {
        Thread ticker = ticking;
        ticking = null;
        if (ticker != null) {
            ticker.interrupt();
        }
        invocation.console().clearStatus();
    }

    private boolean notification() {
        return invocation.world().touchNeedsPerson()
                && new DesktopNotification(invocation.app().environment(), System.getProperty("os.name")).show(text);
    }

    private void requireSomebody() {
        boolean errorsAreSeen = System.getProperty("ykaws.tty", "000").endsWith("1");
        if (invocation.attention() == Attention.PERHAPS_NOWHERE
                && !errorsAreSeen
                && invocation.world().touchNeedsPerson()) {
            throw new Problem(
                            "no-touch-channel",
                            "the key waits for a touch, and there is neither a terminal nor a desktop to say so",
                            List.of(
                                    "get the session in a terminal first: ykaws exec PROFILE -- true",
                                    "Linux: notifications need notify-send (package libnotify-bin) and a session bus"),
                            ExitCode.NO_TOUCH)
                    .failure();
        }
    }

    private void ring() {
        invocation.console().ring(showsNotifications(invocation.app().environment()) ? "ykaws: " + text : null);
    }

    /** Terminals that show OSC 9; others could print it. */
    private static boolean showsNotifications(Map<String, String> environment) {
        return switch (environment.getOrDefault("TERM_PROGRAM", "")) {
            case "iTerm.app", "WezTerm", "ghostty" -> true;
            default -> environment.getOrDefault("TERM", "").contains("kitty");
        };
    }

    private synchronized void tick() {
        Thread ticker = new Thread(this::countDown, "countdown of a touch");
        ticker.setDaemon(true);
        ticking = ticker;
        ticker.start();
    }

    private void countDown() {
        for (int left = TOUCH_SECONDS - 1; left > 0 && showAfterASecond(left + " s left"); left--) {
            if (left == TOUCH_SECONDS - RING_AFTER_SECONDS) {
                ring();
                notification();
            }
        }
    }

    /** False if nobody waits any more. */
    private synchronized boolean showAfterASecond(String status) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(1);
        try {
            for (long left = 1000; left > 0; left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime())) {
                if (ticking != Thread.currentThread()) {
                    return false;
                }
                wait(left);
            }
        } catch (InterruptedException e) {
            return false;
        }
        boolean waiting = ticking == Thread.currentThread();
        if (waiting) {
            invocation.console().status(status);
        }
        return waiting;
    }
}
