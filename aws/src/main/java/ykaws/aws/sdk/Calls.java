package ykaws.aws.sdk;

import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import ykaws.aws.AwsException;

/**
 * Runs calls of one service, each on a thread of its own: the SDK throws an answer away that comes to an interrupted
 * thread, and an answer of IAM is never to be thrown away.
 */
final class Calls {
    private final String service;
    private final URI endpoint;
    private final Duration readTimeout;

    /** A call of the SDK. */
    interface Call<T> {
        T run() throws AwsException;
    }

    /** @param service as actions spell it, such as {@code iam} */
    Calls(String service, URI endpoint, Duration readTimeout) {
        this.service = service;
        this.endpoint = endpoint;
        this.readTimeout = readTimeout;
    }

    /**
     * A call whose answer nobody misses.
     *
     * @throws UncheckedIOException with an InterruptedIOException, if the thread is interrupted; the call goes on alone
     */
    <T> T interruptible(String action, Call<T> call) throws AwsException {
        FutureTask<T> task = start(action, call);
        try {
            return answer(action, task);
        } catch (InterruptedException e) {
            InterruptedIOException interrupted = new InterruptedIOException("interrupted while waiting for AWS");
            interrupted.initCause(e);
            throw new UncheckedIOException(interrupted);
        }
    }

    /** A call that changes something. An interrupt waits for its answer, or for the time-out. */
    <T> T whole(String action, Call<T> call) throws AwsException {
        FutureTask<T> task = start(action, call);
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return answer(action, task);
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** What an answer must have; the SDK reads any page as an empty answer. */
    <T> T present(String action, @Nullable T part) throws AwsException {
        if (part == null) {
            throw errors(action).notAws();
        }
        return part;
    }

    private AwsErrors errors(String action) {
        return new AwsErrors(service + ":" + action, endpoint, readTimeout);
    }

    private <T> FutureTask<T> start(String action, Call<T> call) {
        Callable<T> work = call::run;
        FutureTask<T> task = new FutureTask<>(work);
        Thread thread = new Thread(task, "call " + service + ":" + action);
        thread.setDaemon(true);
        thread.start();
        return task;
    }

    private <T> T answer(String action, FutureTask<T> task) throws AwsException, InterruptedException {
        try {
            return task.get();
        } catch (ExecutionException e) {
            Throwable cause = e.getCause();
            if (cause instanceof AwsException known) {
                throw known;
            }
            if (cause instanceof SdkException refused) {
                throw errors(action).of(refused);
            }
            if (cause instanceof RuntimeException fault) {
                throw fault;
            }
            if (cause instanceof Error fault) {
                throw fault;
            }
            throw new IllegalStateException(cause);
        }
    }
}
