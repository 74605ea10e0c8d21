package ykaws.aws.sdk;

import java.nio.charset.StandardCharsets;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import ykaws.aws.AccessKeys;
import ykaws.aws.Credentials;
import ykaws.aws.SessionCredentials;
import ykaws.oath.Secret;

/**
 * Credentials between the SDK's form and ours. The SDK knows secrets as strings, which nothing can wipe; they live as
 * long as the client that signs with them.
 */
final class SdkCredentials {
    private SdkCredentials() {}

    static AwsCredentials of(Credentials credentials) {
        return credentials instanceof AccessKeys keys
                ? AwsBasicCredentials.create(keys.accessKeyId(), text(keys.secretAccessKey()))
                : of((SessionCredentials) credentials);
    }

    private static AwsCredentials of(SessionCredentials session) {
        if (session.sessionToken().length() == 0) {
            // A program may hand out long-term keys.
            return AwsBasicCredentials.create(session.accessKeyId(), text(session.secretAccessKey()));
        }
        return AwsSessionCredentials.create(
                session.accessKeyId(), text(session.secretAccessKey()), text(session.sessionToken()));
    }

    /** What the SDK does not sign with. */
    static AwsCredentials none() {
        return AnonymousCredentialsProvider.create().resolveCredentials();
    }

    static Secret secret(String text) {
        return Secret.takeOver(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String text(Secret secret) {
        return secret.expose(bytes -> new String(bytes, StandardCharsets.UTF_8));
    }
}
