package ykaws.aws.session;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

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
     * The device of the same user whose account the key holds, asked where it holds none of {@code mfaSerial}: people
     * have several keys, and a profile names one device.
     */
    default Optional<String> otherDevice(String mfaSerial) throws IOException {
        return Optional.empty();
    }

    /**
     * The ARNs of the devices whose accounts are on the key that is plugged in, asked where no profile names a device.
     * Nobody is asked for anything and nothing is waited for: empty without a key, or behind a password.
     */
    default List<String> devicesAtHand() throws IOException {
        return List.of();
    }

    /**
     * Told right before a wait: the codes of this time are spent, and the next one's window has to open first.
     *
     * @param time up to 30 s
     */
    default void waiting(String mfaSerial, Duration time) {
        // Who shows nothing has nothing to say.
    }
}
