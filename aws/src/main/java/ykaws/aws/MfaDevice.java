package ykaws.aws;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An MFA device that IAM knows.
 *
 * @param serial its ARN
 * @param user the user that it is assigned to, or null
 * @param enabled since when, or null while it is unassigned
 */
public record MfaDevice(
        String serial, @Nullable String user, @Nullable Instant enabled) {
    private static final String FIDO = ":u2f/";

    /** Whether it is a FIDO security key or a passkey, which gives no codes. */
    public boolean isFido() {
        return serial.contains(FIDO);
    }
}
