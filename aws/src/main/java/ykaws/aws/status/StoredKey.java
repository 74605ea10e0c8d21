package ykaws.aws.status;

/**
 * Long-term access keys that are stored on this computer.
 *
 * @param profile under which
 * @param inVault false where they stand in a file in plain text
 * @param configured whether an AWS file has that profile
 */
public record StoredKey(String profile, String accessKeyId, boolean inVault, boolean configured) {}
