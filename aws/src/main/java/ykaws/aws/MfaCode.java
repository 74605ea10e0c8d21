package ykaws.aws;

/**
 * A code and the MFA device that it is for ({@code SerialNumber} and {@code TokenCode} of STS).
 *
 * @param serial the device's ARN, or a hardware token's serial number
 * @param code six digits
 */
public record MfaCode(String serial, String code) {
    /**
     * Checks the code.
     *
     * @throws IllegalArgumentException unless it is six digits; it is not echoed
     */
    public MfaCode {
        if (code.length() != 6 || !code.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw new IllegalArgumentException("an MFA code is six digits");
        }
    }

    @Override
    public String toString() {
        return "MfaCode[" + serial + "]";
    }
}
