package ykaws.aws.enroll;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import ykaws.oath.CredentialId;

/**
 * An enrolment that is done.
 *
 * @param mfaSerial the device's ARN
 * @param user the IAM user that it is assigned to
 * @param account the id of its account on the key
 * @param effort what it took
 * @param profiles what became of each profile
 */
public record EnrollResult(
        String mfaSerial, String user, CredentialId account, Effort effort, List<ProfileOutcome> profiles) {
    public EnrollResult {
        profiles = List.copyOf(profiles);
    }

    /**
     * What it took.
     *
     * @param touches of the key
     * @param waited for AWS, not for the finger; zero as a rule
     */
    public record Effort(int touches, Duration waited) {}

    /**
     * A profile that was to get the serial. The enrolment stands even where the file can't be changed: its lines are
     * then to be added by hand.
     *
     * @param lines to add by hand; empty where it was written
     * @param reason why it was not written, or null
     */
    public record ProfileOutcome(
            String profile, List<String> lines, @Nullable String reason) {
        public ProfileOutcome {
            lines = List.copyOf(lines);
        }

        public boolean written() {
            return reason == null;
        }
    }
}
