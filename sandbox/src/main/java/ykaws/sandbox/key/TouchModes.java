package ykaws.sandbox.key;

import java.time.Duration;
import ykaws.sandbox.Pause;

/** The values of {@code YKAWS_SANDBOX_TOUCH}. */
public final class TouchModes {
    private static final Duration REACTION = Duration.ofMillis(300);

    private TouchModes() {}

    /** A quick human: touched after 300 ms. */
    public static Touch auto(Pause pause) {
        return new AfterTime(pause, REACTION, true);
    }

    /** Nobody there: not touched within the firmware's time. */
    public static Touch never(Pause pause) {
        return new AfterTime(pause, Touch.TIMEOUT, false);
    }

    /**
     * The mode of that name: {@code auto}, {@code never} or {@code enter}, which is the caller's, since only the caller
     * has a terminal.
     *
     * @throws IllegalArgumentException for any other name
     */
    public static Touch named(String mode, Pause pause, Touch enter) {
        return switch (mode) {
            case "auto" -> auto(pause);
            case "never" -> never(pause);
            case "enter" -> enter;
            default -> throw new IllegalArgumentException("no such touch mode, only auto, enter and never: " + mode);
        };
    }

    private record AfterTime(Pause pause, Duration time, boolean outcome) implements Touch {
        @Override
        public boolean touched() throws InterruptedException {
            pause.sleep(time);
            return outcome;
        }
    }
}
