package ykaws.aws;

import java.time.Instant;

/**
 * The public half of an IAM user's access key (IAM API, {@code AccessKeyMetadata}).
 *
 * @param active whether AWS accepts it
 * @param created when it was made
 */
public record UserAccessKey(String id, boolean active, Instant created) {}
