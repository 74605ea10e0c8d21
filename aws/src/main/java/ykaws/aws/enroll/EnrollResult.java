package ykaws.aws.enroll;

import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import ykaws.oath.CredentialId;

/**
 * An enrolment that is done.
 *
 * @param user the IAM user that the devices are assigned to
 * @param devices at least one; the profiles name the first
 * @param effort what it took
 * @param profiles what became of each profile
 */
public record EnrollResult(String user, List<Device> devices, Effort effort, List<ProfileOutcome> profiles) {
    public EnrollResult {
        devices = List.copyOf(devices);
        profiles = List.copyOf(profiles);
    }

    /** The first device's ARN. */
    public String mfaSerial() {
        return devices.get(0).serial();
    }

    /** The id of the first device's account on its key. */
    public CredentialId account() {
        return devices.get(0).account();
    }

    /** How a device came to be enabled. */
    public enum Origin {
        CREATED,
        /** A former run had made it. */
        ADOPTED,
        /** It was already. */
        FOUND
    }

    /**
     * A device.
     *
     * @param serial its ARN
     * @param account the id of its account
     * @param keys the serial numbers of the keys that hold it; empty for a key that has none
     */
    public record Device(String serial, CredentialId account, List<OptionalInt> keys, Origin origin) {
        public Device {
            keys = List.copyOf(keys);
        }
    }

    /**
     * What it took.
     *
     * @param touches of the keys
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
