package ykaws.aws;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import ykaws.oath.Secret;

/**
 * Temporary credentials, as STS hands them out (STS API, {@code Credentials}).
 *
 * @param accessKeyId public, starts with ASIA if AWS made it for a session
 * @param secretAccessKey owned by this record: {@link #close} wipes it
 * @param sessionToken owned by this record: {@link #close} wipes it; empty where a program handed out long-term keys
 * @param expiration when AWS stops accepting them
 * @param accountId the account that they belong to, where it is known
 */
public record SessionCredentials(
        String accessKeyId,
        Secret secretAccessKey,
        Secret sessionToken,
        Instant expiration,
        @Nullable String accountId) implements Credentials {
    /** A copy with owners of its own. */
    public SessionCredentials copy() {
        return new SessionCredentials(accessKeyId, secretAccessKey.copy(), sessionToken.copy(), expiration, accountId);
    }

    @Override
    public void close() {
        secretAccessKey.close();
        sessionToken.close();
    }
}
