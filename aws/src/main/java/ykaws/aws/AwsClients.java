package ykaws.aws;

import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * AWS as seen with given credentials. The clients borrow them: whoever made the credentials closes them, after the last
 * call.
 */
public interface AwsClients {
    Iam iam(Credentials credentials, Endpoints endpoints);

    Sts sts(Credentials credentials, Endpoints endpoints);

    /** Without credentials: its calls are not signed, and most are refused. */
    Sts unsignedSts(Endpoints endpoints);

    /**
     * The console's sign-in service.
     *
     * @param endpoint as {@link ConsoleAddress#signIn} has it
     * @param caBundle as {@link Endpoints#caBundle}
     */
    SignIn signIn(URI endpoint, @Nullable Path caBundle);

    /**
     * IAM Identity Center, which is not signed either.
     *
     * @param region its own
     * @param endpoints whose CA bundle is trusted
     * @param clock this computer's: answers say how long something lasts
     */
    IdentityCenter identityCenter(String region, Endpoints endpoints, InstantSource clock);
}
