package ykaws.harness;

import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waits for what another process does. */
public final class Waiting {
    private Waiting() {}

    /**
     * Returns as soon as the condition is true.
     *
     * @param what what is waited for, for the error after {@link Program#PATIENCE}
     */
    public static void until(BooleanSupplier condition, Supplier<String> what) {
        long end = System.nanoTime() + Program.PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("waited in vain for " + what.get());
            }
            try {
                TimeUnit.MILLISECONDS.sleep(20);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AssertionError("interrupted", e);
            }
        }
    }
}
