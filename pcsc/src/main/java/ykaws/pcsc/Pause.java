package ykaws.pcsc;

import java.time.Duration;

/** Waiting, passed in wherever something waits, so that tests decide how long that takes. */
public interface Pause {
    /** Waits on the running thread; ends early, with the exception, when it is interrupted. */
    void sleep(Duration time) throws InterruptedException;

    /** Real waiting. */
    Pause SYSTEM = time -> Thread.sleep(time.toMillis());
}
