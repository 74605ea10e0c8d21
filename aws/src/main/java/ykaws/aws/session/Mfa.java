package ykaws.aws.session;

import org.jspecify.annotations.Nullable;

/**
 * The MFA device that a step presents a code of.
 *
 * @param serial the device's ARN, or a hardware token's serial number
 * @param oathName the account on the key that holds its secret ({@code ykaws_oath_name}), or null where the serial says
 *     it
 * @param program prints a code where no key holds the account ({@code mfa_process}), or null
 */
public record Mfa(
        String serial, @Nullable String oathName, @Nullable ProgramSetting program) {
    /**
     * Where no profile names a device: that of the user's devices whose account is on the key that is plugged in, if
     * there is one.
     */
    public static final Mfa PLUGGED_IN = new Mfa("", null);

    /** A device whose codes come from the key only. */
    public Mfa(String serial, @Nullable String oathName) {
        this(serial, oathName, null);
    }

    /** Whether a profile or the environment names the device. */
    public boolean named() {
        return !serial.isEmpty();
    }
}
