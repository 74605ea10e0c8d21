package ykaws.aws;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import ykaws.oath.Secret;

/** The STS calls that we use; each answers in our own types and fails with {@link AwsException}. */
public interface Sts {
    /** GetCallerIdentity. */
    CallerIdentity getCallerIdentity() throws AwsException;

    /** GetSessionToken, 15 minutes to 36 hours; only long-term keys may call it. The caller closes the answer. */
    SessionCredentials getSessionToken(Duration duration, @Nullable MfaCode mfa) throws AwsException;

    /**
     * GetFederationToken, 15 minutes to 36 hours; only long-term keys may call it. The caller closes the answer.
     *
     * @param name of the federated user, 2 to 32 of {@code [\w+=,.@-]}
     * @param policy the session's policy: it may do what both this and the user's own policies allow
     */
    SessionCredentials getFederationToken(String name, String policy, Duration duration) throws AwsException;

    /** AssumeRole. The caller closes the answer. */
    SessionCredentials assumeRole(AssumeRole request, @Nullable MfaCode mfa) throws AwsException;

    /** AssumeRoleWithWebIdentity, which takes no credentials but the token. The caller closes the answer. */
    SessionCredentials assumeRoleWithWebIdentity(AssumeRole request, Secret token) throws AwsException;
}
