package ykaws.sandbox;

import java.time.Duration;

/** Waiting, passed in wherever the sandbox waits, so that tests decide how long that takes. */
public interface Pause {
    /** Waits on the running thread; ends early, with the exception, when it is interrupted. */
    void sleep(Duration time) throws InterruptedException;

    /** Real waiting. (A class, not a lambda: this is on the path of {@code code}, where every loaded class counts.) */
    Pause SYSTEM = new Pause() {
        @Override
        public void sleep(Duration time) throws InterruptedException {
            Thread.sleep(time.toMillis());
        }
    };
}
