package ykaws.aws.rotate;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.List;
import ykaws.aws.AccessKeys;
import ykaws.aws.AwsException;
import ykaws.aws.CallerIdentity;
import ykaws.aws.Endpoints;
import ykaws.aws.Sts;
import ykaws.pcsc.Pause;

/** Waits until AWS knows a key that it just made: a change of IAM takes a while to be seen everywhere. */
final class Acceptance {
    private static final Duration INTERVAL = Duration.ofSeconds(2);
    private static final int ATTEMPTS = 30;

    private final Pause pause;

    /** A call that a new key signs. */
    interface Call<T> {
        T send() throws IOException;
    }

    Acceptance(Pause pause) {
        this.pause = pause;
    }

    /** @throws RotationException NOT_ACCEPTED after a minute, or if the key is another user's */
    void prove(KeyRotation.Parts parts, Endpoints endpoints, AccessKeys keys, String user) throws IOException {
        Sts sts = parts.aws().sts(keys, endpoints);
        CallerIdentity caller;
        try {
            caller = patiently(sts::getCallerIdentity);
        } catch (AwsException e) {
            throw e.kind() == AwsException.Kind.BAD_CREDENTIALS ? refused(keys, e.awsMessage()) : e;
        }
        if (caller.userName().filter(user::equals).isEmpty()) {
            throw refused(keys, "it is " + caller.arn() + "'s");
        }
    }

    /** Sends it again, for a minute, as long as AWS does not know the key: one of its servers may, and another not yet. */
    <T> T patiently(Call<T> call) throws IOException {
        for (int attempt = 1; ; attempt++) {
            try {
                return call.send();
            } catch (AwsException e) {
                if (attempt == ATTEMPTS || e.kind() != AwsException.Kind.BAD_CREDENTIALS) {
                    throw e;
                }
                pause();
            }
        }
    }

    private static RotationException refused(AccessKeys keys, String why) {
        return new RotationException(
                RotationException.Kind.NOT_ACCEPTED,
                "AWS does not accept the new key " + keys.accessKeyId() + ": " + why + "; the old one is still in use",
                List.of("repeat the command: it goes on from here"));
    }

    private void pause() throws IOException {
        try {
            pause.sleep(INTERVAL);
        } catch (InterruptedException e) {
            InterruptedIOException interrupted = new InterruptedIOException("interrupted while waiting for IAM");
            interrupted.initCause(e);
            throw interrupted;
        }
    }
}
