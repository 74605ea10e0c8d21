package ykaws.aws.enroll;

import org.jspecify.annotations.Nullable;
import ykaws.oath.MfaArn;

/**
 * A device that AWS's form made, and that keys are to become.
 *
 * @param serial its ARN
 * @param access the access keys with which IAM may be asked, or null if there are none
 * @param touch whether each code asks for a touch
 * @param force whether an account of that name may be replaced
 * @param target the profiles that get {@code mfa_serial}; perhaps none
 */
public record ManualWish(
        MfaArn serial, @Nullable Access access, boolean touch, boolean force, EnrollWish.Target target) {

    /**
     * Who may ask IAM.
     *
     * @param user whose device it becomes
     */
    public record Access(EnrollWish.Login login, String user) {}

    /** The user's name, as far as it is known; for the journal, which has no empty fields. */
    String userOrUnknown() {
        return access == null ? "?" : access.user();
    }
}
