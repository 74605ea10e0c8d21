package ykaws.aws.session;

import java.io.IOException;
import java.time.Duration;

/** Where MFA codes come from: the key, at a touch, or {@code --mfa-token}. */
public interface CodeSource {
    /**
     * The code of one time step.
     *
     * @param mfaSerial the device's ARN, or a hardware token's serial number
     * @param step seconds since the epoch, divided by 30 (RFC 6238)
     * @return six digits
     */
    String code(String mfaSerial, long step) throws IOException;

    /**
     * Told right before a wait: the codes of this time are spent, and the next one's window has to open first.
     *
     * @param time up to 30 s
     */
    default void waiting(String mfaSerial, Duration time) {
        // Who shows nothing has nothing to say.
    }
}
