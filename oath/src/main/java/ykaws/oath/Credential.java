package ykaws.oath;

import org.jspecify.annotations.Nullable;

/**
 * An account on the key.
 *
 * @param algorithm null where the answer that it came from does not tell (CALCULATE ALL)
 * @param touch null where it cannot be known: HOTP always, and after LIST alone
 */
public record Credential(
        CredentialId id,
        OathType type,
        @Nullable HashAlgorithm algorithm,
        @Nullable Boolean touch) {

    /** The issuer that ykman leaves out of its lists. */
    private static final String HIDDEN_ISSUER = "_hidden";

    /** Whether the account is one that lists leave out unless asked: its issuer is {@code _hidden}. */
    public boolean hidden() {
        return HIDDEN_ISSUER.equals(id.issuer());
    }
}
