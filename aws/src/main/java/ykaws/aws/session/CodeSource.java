package ykaws.aws.session;

import java.io.IOException;

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
}
