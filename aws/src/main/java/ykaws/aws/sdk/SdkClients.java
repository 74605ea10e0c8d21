package ykaws.aws.sdk;

import java.time.Duration;
import ykaws.aws.AccessKeys;
import ykaws.aws.AwsClients;
import ykaws.aws.Endpoints;
import ykaws.aws.Iam;
import ykaws.aws.SessionCredentials;
import ykaws.aws.Sts;

/**
 * AWS through its SDK for Java. Nothing of the SDK is loaded before the first call, and then only the service that is
 * called.
 *
 * <p>A call that changes nothing can be interrupted: it throws {@link java.io.UncheckedIOException} with an
 * {@link java.io.InterruptedIOException} in it. One that changes IAM is waited for, because its answer is needed to take
 * the change back; the thread stays interrupted.
 */
public final class SdkClients implements AwsClients {
    private final Timeouts timeouts;

    /** How long a call may take. */
    record Timeouts(Duration connect, Duration read) {}

    public SdkClients() {
        this(new Timeouts(Duration.ofSeconds(5), Duration.ofSeconds(20)));
    }

    SdkClients(Timeouts timeouts) {
        this.timeouts = timeouts;
    }

    @Override
    public Iam iam(AccessKeys keys, Endpoints endpoints) {
        return new SdkIam(new Connection(() -> SdkCredentials.of(keys), endpoints, timeouts));
    }

    @Override
    public Iam iam(SessionCredentials session, Endpoints endpoints) {
        return new SdkIam(new Connection(() -> SdkCredentials.of(session), endpoints, timeouts));
    }

    @Override
    public Sts sts(AccessKeys keys, Endpoints endpoints) {
        return new SdkSts(new Connection(() -> SdkCredentials.of(keys), endpoints, timeouts));
    }

    @Override
    public Sts sts(SessionCredentials session, Endpoints endpoints) {
        return new SdkSts(new Connection(() -> SdkCredentials.of(session), endpoints, timeouts));
    }
}
