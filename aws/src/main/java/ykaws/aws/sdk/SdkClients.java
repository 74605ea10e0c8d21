package ykaws.aws.sdk;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import ykaws.aws.AwsClients;
import ykaws.aws.Credentials;
import ykaws.aws.Endpoints;
import ykaws.aws.Iam;
import ykaws.aws.IdentityCenter;
import ykaws.aws.ServerDates;
import ykaws.aws.SignIn;
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
    private final ServerDates dates;
    private final boolean plainHttpToo;

    /** How long a call may take. */
    record Timeouts(Duration connect, Duration read) {}

    /** @param dates told what AWS's clock says, by answers that came by verified TLS */
    public SdkClients(ServerDates dates) {
        this(new Timeouts(Duration.ofSeconds(5), Duration.ofSeconds(20)), dates, false);
    }

    SdkClients(Timeouts timeouts, ServerDates dates, boolean plainHttpToo) {
        this.timeouts = timeouts;
        this.dates = dates;
        this.plainHttpToo = plainHttpToo;
    }

    /** For a local AWS, whose time is its own also without TLS. */
    public static SdkClients ofLocalAws(ServerDates dates) {
        return new SdkClients(new Timeouts(Duration.ofSeconds(5), Duration.ofSeconds(20)), dates, true);
    }

    private Connection connection(Supplier<AwsCredentials> credentials, Endpoints endpoints) {
        return new Connection(
                credentials, endpoints, timeouts, new DateWatch(dates, endpoints.partition(), plainHttpToo));
    }

    @Override
    public Iam iam(Credentials credentials, Endpoints endpoints) {
        return new SdkIam(connection(() -> SdkCredentials.of(credentials), endpoints));
    }

    @Override
    public Sts sts(Credentials credentials, Endpoints endpoints) {
        return new SdkSts(connection(() -> SdkCredentials.of(credentials), endpoints));
    }

    @Override
    public SignIn signIn(URI endpoint, @Nullable Path caBundle) {
        return new SdkSignIn(endpoint, caBundle, timeouts);
    }

    @Override
    public Sts unsignedSts(Endpoints endpoints) {
        return new SdkSts(connection(SdkCredentials::none, endpoints));
    }

    @Override
    public IdentityCenter identityCenter(String region, Endpoints endpoints, InstantSource clock) {
        return identityCenter(region, endpoints, clock, null);
    }

    /** The same at a local AWS. */
    public IdentityCenter identityCenter(String region, Endpoints endpoints, InstantSource clock, @Nullable URI given) {
        return new SdkIdentityCenter(connection(SdkCredentials::none, endpoints), region, given, clock);
    }
}
