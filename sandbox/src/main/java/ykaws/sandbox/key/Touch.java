package ykaws.sandbox.key;

import java.time.Duration;

/** What stands for the finger: asked once for every command that needs a touch, on the thread that sent the command. */
public interface Touch {
    /** How long the firmware waits before it gives up and answers 6982. */
    Duration TIMEOUT = Duration.ofSeconds(15);

    /**
     * Blocks until the key is touched (true) or the time is up (false; the hook keeps {@link #TIMEOUT} itself). It is
     * interrupted when the connection is closed meanwhile.
     */
    boolean touched() throws InterruptedException;
}
