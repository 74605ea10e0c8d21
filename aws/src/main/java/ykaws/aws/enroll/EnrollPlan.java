package ykaws.aws.enroll;

import java.util.List;
import ykaws.oath.CredentialId;

/**
 * A wish that passed every check that changes nothing; the whole of {@code --dry-run}.
 *
 * @param user the IAM user that gets the devices
 * @param devices at least one
 */
public record EnrollPlan(EnrollWish wish, EnrollKeys keys, String user, List<EnrollDevice> devices) {
    public EnrollPlan {
        devices = List.copyOf(devices);
    }

    /** The ARN of the first device, which the profiles name. */
    public String serial() {
        return devices.get(0).serial().text();
    }

    /** The id of the first device's account. */
    public CredentialId account() {
        return devices.get(0).account();
    }
}
