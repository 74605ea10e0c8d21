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

/** Waits until AWS knows a key that it just made: a change of IAM takes a while to be seen everywhere. */
final class Acceptance {
    private static final Duration INTERVAL = Duration.ofSeconds(2);
    private static final int ATTEMPTS = 30;

    private final KeyRotation.Parts parts;
    private final Endpoints endpoints;

    Acceptance(KeyRotation.Parts parts, Endpoints endpoints) {
        this.parts = parts;
        this.endpoints = endpoints;
    }

    /** @throws RotationException NOT_ACCEPTED after a minute, or if the key is another user's */
    void await(AccessKeys keys, String user) throws IOException {
        Sts sts = parts.aws().sts(keys, endpoints);
        for (int attempt = 1; ; attempt++) {
            try {
                CallerIdentity caller = sts.getCallerIdentity();
                if (caller.userName().filter(user::equals).isPresent()) {
                    return;
                }
                throw refused(keys, "it is " + caller.arn() + "'s");
            } catch (AwsException e) {
                if (e.kind() != AwsException.Kind.BAD_CREDENTIALS) {
                    throw e;
                }
                if (attempt == ATTEMPTS) {
                    throw refused(keys, e.awsMessage());
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
            parts.pause().sleep(INTERVAL);
        } catch (InterruptedException e) {
            InterruptedIOException interrupted = new InterruptedIOException("interrupted while waiting for IAM");
            interrupted.initCause(e);
            throw interrupted;
        }
    }
}
