package ykaws.pcsc.kit;

import java.util.concurrent.Callable;

/** Waiting for what another thread or process does. */
public final class Await {
    private static final int TENTHS = 200;

    private Await() {}

    /** Fails the test if it does not become true within 20 seconds. */
    public static void until(String what, Callable<Boolean> condition) throws Exception {
        for (int i = 0; i < TENTHS; i++) {
            if (condition.call()) {
                return;
            }
            Thread.sleep(100);
        }
        throw new AssertionError("never came true: " + what);
    }
}
