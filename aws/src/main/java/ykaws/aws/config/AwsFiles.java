package ykaws.aws.config;

import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The two files that the AWS CLI and the SDKs share.
 *
 * @param config AWS_CONFIG_FILE, else {@code ~/.aws/config}
 * @param credentials AWS_SHARED_CREDENTIALS_FILE, else {@code ~/.aws/credentials}
 */
public record AwsFiles(Path config, Path credentials) {
    /**
     * Finds them.
     *
     * @param home the user's home folder, which {@code ~/} stands for
     */
    public static AwsFiles of(Map<String, String> env, Path home) {
        return new AwsFiles(
                locate(env.get("AWS_CONFIG_FILE"), home, "config"),
                locate(env.get("AWS_SHARED_CREDENTIALS_FILE"), home, "credentials"));
    }

    private static Path locate(@Nullable String named, Path home, String name) {
        if (named == null || named.isEmpty()) {
            return home.resolve(".aws").resolve(name);
        }
        return named.startsWith("~/") ? home.resolve(named.substring(2)) : Path.of(named);
    }
}
