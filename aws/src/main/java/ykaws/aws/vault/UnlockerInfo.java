package ykaws.aws.vault;

/**
 * One way to unlock a vault, as listed without unlocking it.
 *
 * @param slot its place in the file, from 1
 * @param kind {@code passphrase}, {@code sandbox}
 */
public record UnlockerInfo(int slot, String kind) {}
