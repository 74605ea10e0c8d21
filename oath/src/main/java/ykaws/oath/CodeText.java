package ykaws.oath;

import java.time.Instant;

/** A truncated HMAC as the code that people type. */
final class CodeText {
    private static final String STEAM_ALPHABET = "23456789BCDFGHJKMNPQRTVWXY";
    private static final int STEAM_LENGTH = 5;
    private static final int SIGN_BIT_OFF = 0x7FFFFFFF;

    private CodeText() {}

    /** The code and its window; the number of digits is what the key says. */
    static Code code(CredentialId id, Truncated truncated, Instant at) {
        if (id.type() == OathType.HOTP) {
            return new Code(Totp.digits(truncated.value(), truncated.digits()), at, Instant.MAX);
        }
        String text = Steam.ISSUER.equals(id.issuer())
                ? steam(truncated.value())
                : Totp.digits(truncated.value(), truncated.digits());
        long start = Totp.step(at, id.period()) * id.period();
        return new Code(text, Instant.ofEpochSecond(start), Instant.ofEpochSecond(start + id.period()));
    }

    /** Steam Guard: the same truncated value, written in an alphabet of its own with the lowest place first. */
    private static String steam(int truncated) {
        int rest = truncated & SIGN_BIT_OFF;
        StringBuilder code = new StringBuilder(STEAM_LENGTH);
        for (int i = 0; i < STEAM_LENGTH; i++) {
            code.append(STEAM_ALPHABET.charAt(rest % STEAM_ALPHABET.length()));
            rest /= STEAM_ALPHABET.length();
        }
        return code.toString();
    }
}
