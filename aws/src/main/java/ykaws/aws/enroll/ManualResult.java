package ykaws.aws.enroll;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A device of AWS's form that is on its keys.
 *
 * @param device what was done
 * @param codes the last ones that were shown; null where none were needed
 * @param effort what it took
 * @param profiles what became of each profile
 */
public record ManualResult(
        EnrollResult.Device device,
        @Nullable FormCodes codes,
        Confirmation confirmation,
        EnrollResult.Effort effort,
        List<EnrollResult.ProfileOutcome> profiles) {
    public ManualResult {
        profiles = List.copyOf(profiles);
    }

    /** Who says that AWS took the codes. */
    public enum Confirmation {
        /** IAM lists the device as the user's. */
        LISTED,
        /** The person; IAM could not be asked, or does not list it. */
        SAID,
        /** Nobody. */
        NONE
    }
}
