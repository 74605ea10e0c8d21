package ykaws.aws;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import ykaws.oath.Secret;

/** Credentials that open nothing. */
public final class TestSessions {
    private TestSessions() {}

    public static SessionCredentials until(Instant expiration) {
        return new SessionCredentials(
                "ASIATESTTESTTESTTEST",
                secret("session-secret-canary"),
                secret("session-token-canary"),
                expiration,
                "123456789012");
    }

    public static AccessKeys keys(String id) {
        return new AccessKeys(id, secret("long-term-secret-canary-of-" + id));
    }

    public static Secret secret(String text) {
        return Secret.takeOver(text.getBytes(StandardCharsets.UTF_8));
    }

    public static String text(Secret secret) {
        return secret.expose(bytes -> new String(bytes, StandardCharsets.UTF_8));
    }
}
