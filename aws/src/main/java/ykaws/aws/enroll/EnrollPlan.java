package ykaws.aws.enroll;

import ykaws.oath.CredentialId;

/**
 * A wish that passed every check that changes nothing; the whole of {@code --dry-run}.
 *
 * @param user the IAM user that gets the device
 * @param serial the ARN that the device is going to have
 * @param account the id of its account on the key
 */
public record EnrollPlan(EnrollWish wish, EnrollKey key, String user, String serial, CredentialId account) {}
