package ykaws.aws;

import java.util.Optional;

/** Whose keys signed the call (STS API, {@code GetCallerIdentity}). */
public record CallerIdentity(String account, String arn, String userId) {
    private static final int FIELDS = 6;

    /** The IAM user's name, without its path; empty if it is a role, the root user or another identity. */
    public Optional<String> userName() {
        String[] fields = arn.split(":", FIELDS);
        if (fields.length < FIELDS || !fields[FIELDS - 1].startsWith("user/")) {
            return Optional.empty();
        }
        String resource = fields[FIELDS - 1];
        return Optional.of(resource.substring(resource.lastIndexOf('/') + 1));
    }
}
