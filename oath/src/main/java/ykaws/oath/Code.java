package ykaws.oath;

import java.time.Instant;

/**
 * A one-time code and its window.
 *
 * @param digits the account's number of digits with leading zeros; five letters and digits for Steam
 * @param validFrom start of the time step; for HOTP the instant that was asked for
 * @param validUntil end of the time step, exclusive; {@link Instant#MAX} for HOTP
 */
public record Code(String digits, Instant validFrom, Instant validUntil) {

    /** Masked: a code is a secret until it was used. */
    @Override
    public String toString() {
        return "Code[" + digits.length() + " digits, " + validFrom + " to " + validUntil + "]";
    }
}
