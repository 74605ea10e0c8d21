package ykaws.aws;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The console's sign-in service (IAM User Guide, "Enable custom identity broker access to the AWS console"). */
public interface SignIn {
    /**
     * Exchanges credentials for a token that signs a browser in, within 15 minutes.
     *
     * @param session of AssumeRole or GetFederationToken; still the caller's
     * @param duration how long the console session lasts, 15 minutes to 12 hours; null: as long as the credentials.
     *     Only for a role that was assumed with long-term keys.
     */
    String token(SessionCredentials session, @Nullable Duration duration) throws AwsException;
}
