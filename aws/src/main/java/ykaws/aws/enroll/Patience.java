package ykaws.aws.enroll;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.Set;
import ykaws.aws.AwsException;
import ykaws.pcsc.Pause;

/** Sends a change to IAM again where a moment's wait may help, a few times at most. */
final class Patience {
    static final int ATTEMPTS = 3;
    private static final Duration BACK_OFF = Duration.ofSeconds(2);

    private final Pause pause;
    private Duration waited = Duration.ZERO;

    /** A call. */
    interface Call<T> {
        T send() throws AwsException;
    }

    Patience(Pause pause) {
        this.pause = pause;
    }

    /** How long all waits took together. */
    Duration waited() {
        return waited;
    }

    /** Sends it, and again after what {@code passing} names. */
    <T> T send(Set<AwsException.Kind> passing, Call<T> call) throws IOException {
        for (int attempt = 1; ; attempt++) {
            try {
                return call.send();
            } catch (AwsException e) {
                if (attempt == ATTEMPTS || !passing.contains(e.kind())) {
                    throw e;
                }
                pause();
            }
        }
    }

    void pause() throws InterruptedIOException {
        try {
            pause.sleep(BACK_OFF);
            waited = waited.plus(BACK_OFF);
        } catch (InterruptedException e) {
            InterruptedIOException interrupted = new InterruptedIOException("interrupted while waiting for IAM");
            interrupted.initCause(e);
            throw interrupted;
        }
    }
}
