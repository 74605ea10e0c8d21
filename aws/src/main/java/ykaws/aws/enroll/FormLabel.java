package ykaws.aws.enroll;

import java.util.Optional;
import ykaws.oath.CredentialId;

/**
 * What the label of AWS's QR code says of a device: {@code NAME@ACCOUNT}.
 *
 * <p>Source: IAM API, {@code VirtualMFADevice}, QRCodePNG: {@code otpauth://totp/$virtualMFADeviceName@$AccountName}, where
 * the account's name is its alias if it has one, else its number.
 *
 * @param device the device's name
 * @param account twelve digits, or empty where an alias stands in their place
 */
public record FormLabel(String device, Optional<String> account) {
    private static final int ACCOUNT_DIGITS = 12;

    /** Empty if the name is not of that form. Neither numbers nor aliases have an {@code @}; names of devices may. */
    public static Optional<FormLabel> of(CredentialId id) {
        int at = id.name().lastIndexOf('@');
        if (at <= 0 || !Checks.isDeviceName(id.name().substring(0, at))) {
            return Optional.empty();
        }
        String account = id.name().substring(at + 1);
        return Optional.of(new FormLabel(
                id.name().substring(0, at), isAccount(account) ? Optional.of(account) : Optional.empty()));
    }

    /** Whether a text can be the number of an account. */
    public static boolean isAccount(String text) {
        return text.length() == ACCOUNT_DIGITS && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }
}
