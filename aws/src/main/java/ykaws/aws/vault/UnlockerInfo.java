package ykaws.aws.vault;

import java.util.Optional;

/**
 * One way to unlock a vault, as listed without unlocking it.
 *
 * @param id stays the same as long as the unlocker is there
 * @param kind {@code keyring}, {@code passphrase}, {@code yubikey}, {@code recovery}, {@code sandbox}
 * @param account of an unlocker that is a YubiKey
 */
public record UnlockerInfo(String id, String kind, Optional<VaultAccount> account) {}
