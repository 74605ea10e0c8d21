package ykaws.oath;

/**
 * Steam Guard's accounts: TOTP whose codes are five characters of an alphabet of their own. An account is one by its
 * issuer alone, as with ykman: a key has no place for more.
 */
public final class Steam {
    /** The issuer, in exactly this spelling. */
    public static final String ISSUER = "Steam";

    private static final int LENGTH = 5;
    private static final int STORED_DIGITS = 6;

    private Steam() {}

    public static boolean is(CredentialId id) {
        return ISSUER.equals(id.issuer());
    }

    /** The number of digits to store: as ykman, six for the five characters, since keys take six to eight. */
    public static int storedDigits(CredentialId id, int digits) {
        return digits == LENGTH && is(id) ? STORED_DIGITS : digits;
    }
}
