package ykaws.aws.keystore;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import ykaws.aws.keystore.KeystoreException.Kind;

/**
 * A call to the desktop on a thread of its own, given up after a while: it may ask the person, or a bus may never answer.
 * The thread is a daemon, so that it keeps no process alive.
 */
final class PatientCall {
    private PatientCall() {}

    /**
     * What the call returns.
     *
     * @throws ExecutionException with what the call threw
     * @throws KeystoreException UNAVAILABLE after {@code patience}, and when interrupted
     */
    static <T extends @Nullable Object> T within(Duration patience, Callable<T> call)
            throws KeystoreException, ExecutionException {
        FutureTask<T> task = new FutureTask<>(call);
        Thread thread = new Thread(task, "keystore");
        thread.setDaemon(true);
        thread.start();
        try {
            return task.get(patience.toSeconds(), TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new KeystoreException(
                    Kind.UNAVAILABLE, "the keystore did not answer within " + patience.toSeconds() + " s", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KeystoreException(Kind.UNAVAILABLE, "interrupted while waiting for the keystore", e);
        }
    }
}
