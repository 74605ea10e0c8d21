package ykaws.aws;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The STS calls that we use; each answers in our own types and fails with {@link AwsException}. */
public interface Sts {
    /** GetCallerIdentity. */
    CallerIdentity getCallerIdentity() throws AwsException;

    /** GetSessionToken, 15 minutes to 36 hours; only long-term keys may call it. The caller closes the answer. */
    SessionCredentials getSessionToken(Duration duration, @Nullable MfaCode mfa) throws AwsException;

    /** AssumeRole. The caller closes the answer. */
    SessionCredentials assumeRole(AssumeRole request, @Nullable MfaCode mfa) throws AwsException;
}
