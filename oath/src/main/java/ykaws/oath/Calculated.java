package ykaws.oath;

import org.jspecify.annotations.Nullable;

/**
 * One account in the answer to CALCULATE ALL.
 *
 * @param value for the challenge that was sent, whatever the account's period; null where the key did not calculate
 */
record Calculated(Credential credential, @Nullable Truncated value) {}
