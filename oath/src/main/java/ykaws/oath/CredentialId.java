package ykaws.oath;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import ykaws.oath.OathException.Kind;

/**
 * The id under which an account stands on the key: {@code [period/][issuer:]name} in UTF-8, with the period only for
 * TOTP and only if it is not 30 s. Source: YKOATH, and the form that ykman writes.
 *
 * <p>{@link #text} always gives back exactly what {@link #parse} was given: a prefix that could not be written again the
 * same way ({@code 0/x}, {@code 30/x}, {@code 060/x}) is part of the name.
 *
 * @param issuer null if there is none; an empty one is none
 * @param period seconds; 0 for HOTP, which has none
 */
public record CredentialId(@Nullable String issuer, String name, OathType type, int period) {

    /** Seconds of a TOTP time step unless said otherwise. */
    public static final int DEFAULT_PERIOD = 30;

    /** The longest id that the application stores, in bytes of UTF-8. */
    public static final int MAX_BYTES = 64;

    /** Digits of the longest period that an int holds for sure. */
    private static final int MAX_PERIOD_DIGITS = 9;

    public CredentialId {
        if (issuer != null && issuer.isEmpty()) {
            issuer = null;
        }
        if (type == OathType.HOTP) {
            period = 0;
        } else if (period <= 0) {
            throw new IllegalArgumentException("period of " + period + " s");
        }
    }

    /** The id of a TOTP account, as the user or the key spells it. */
    public static CredentialId of(String id) {
        return parse(id, OathType.TOTP);
    }

    /** Reads an id as the user or the key spells it; any text is one, if only a name. */
    public static CredentialId parse(String id, OathType type) {
        int period = DEFAULT_PERIOD;
        int start = 0;
        if (type == OathType.TOTP) {
            int digits = leadingDigits(id);
            if (isPeriodPrefix(id, digits)) {
                period = Integer.parseInt(id.substring(0, digits));
                start = digits + 1;
            }
        }
        int colon = id.indexOf(':', start);
        if (colon > start && colon + 1 < id.length()) {
            return new CredentialId(id.substring(start, colon), id.substring(colon + 1), type, period);
        }
        return new CredentialId(null, id.substring(start), type, period);
    }

    /** Whether the text starts with digits and a slash that {@link #text} would write again. */
    private static boolean isPeriodPrefix(String id, int digits) {
        return digits > 0
                && digits <= MAX_PERIOD_DIGITS
                && digits + 1 < id.length()
                && id.charAt(digits) == '/'
                && id.charAt(0) != '0'
                && Integer.parseInt(id.substring(0, digits)) != DEFAULT_PERIOD;
    }

    private static int leadingDigits(String id) {
        int digits = 0;
        while (digits < id.length() && id.charAt(digits) >= '0' && id.charAt(digits) <= '9') {
            digits++;
        }
        return digits;
    }

    /** The id as it stands on the key. */
    public String text() {
        String label = issuer == null ? name : issuer + ':' + name;
        return type == OathType.HOTP || period == DEFAULT_PERIOD ? label : period + "/" + label;
    }

    /** The bytes of {@link #text} on the key. */
    public byte[] toBytes() {
        return IdText.encode(text());
    }

    /**
     * Checks that a new account may have this id: 1 to 64 bytes of UTF-8 for the whole id, and nothing that would be read
     * back as another issuer or period.
     *
     * @return this
     * @throws OathException INVALID_NAME, with the limit and the length
     */
    public CredentialId requireStorable() throws OathException {
        String text = text();
        int length = toBytes().length;
        if (name.isEmpty()) {
            throw OathException.of(Kind.INVALID_NAME, text, "an account needs a name");
        }
        if (length > MAX_BYTES) {
            throw OathException.of(
                    Kind.INVALID_NAME,
                    text,
                    "the account name '" + text + "' has " + length + " bytes; a YubiKey stores at most " + MAX_BYTES);
        }
        // A lone surrogate: what a byte that is not UTF-8 is read as.
        if (!StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
            throw OathException.of(Kind.INVALID_NAME, text, "the account name is not valid text");
        }
        if (issuer != null && issuer.indexOf(':') >= 0) {
            throw OathException.of(Kind.INVALID_NAME, text, "the issuer '" + issuer + "' contains a colon");
        }
        if (parse(text, type).period != period) {
            throw OathException.of(
                    Kind.INVALID_NAME,
                    text,
                    "the account name '" + text + "' would be read as one with another period");
        }
        return this;
    }

    @Override
    public String toString() {
        return text();
    }
}
