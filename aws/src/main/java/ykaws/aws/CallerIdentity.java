package ykaws.aws;

/** Whose keys signed the call (STS API, {@code GetCallerIdentity}). */
public record CallerIdentity(String account, String arn, String userId) {}
