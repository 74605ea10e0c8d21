package ykaws.oath;

import org.jspecify.annotations.Nullable;

/**
 * An account with its code, as CALCULATE ALL gives them.
 *
 * @param code null where a code costs something: a touch, or a step of an HOTP counter
 */
public record CalculatedCredential(
        Credential credential, @Nullable Code code) {}
