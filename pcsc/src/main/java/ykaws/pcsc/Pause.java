package ykaws.pcsc;

import java.time.Duration;

/** Waiting, passed in wherever something waits, so that tests decide how long that takes. */
public interface Pause {
    /** Waits on the running thread; ends early, with the exception, when it is interrupted. */
    void sleep(Duration time) throws InterruptedException;

    /** Real waiting. Not a lambda: the first of a process costs ten milliseconds, and this one is on the way to a code. */
    Pause SYSTEM = new Pause() {
        @Override
        public void sleep(Duration time) throws InterruptedException {
            Thread.sleep(time.toMillis());
        }
    };
}
