package ykaws.aws.enroll;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import ykaws.aws.AwsException;
import ykaws.aws.CallerIdentity;
import ykaws.aws.Iam;
import ykaws.aws.MfaDevice;
import ykaws.oath.MfaArn;

/**
 * The virtual MFA devices of an IAM user.
 *
 * @param user its name
 * @param enabled the user's own
 * @param unassigned those of the account that nobody has enabled, as far as the user may see them
 * @param caller who asked
 */
public record UserDevices(String user, List<MfaDevice> enabled, List<MfaDevice> unassigned, CallerIdentity caller) {
    public UserDevices {
        enabled = List.copyOf(enabled);
        unassigned = List.copyOf(unassigned);
    }

    /**
     * Asks IAM.
     *
     * @param named or null: whose keys these are
     * @throws EnrollException NOT_A_USER if the keys are not a user's
     */
    public static UserDevices of(Enrollment.Parts parts, EnrollWish.Login login, @Nullable String named)
            throws IOException {
        CallerIdentity caller = parts.aws().sts(login.keys(), login.endpoints()).getCallerIdentity();
        parts.clock().in(login.partition()).require("iam:ListMFADevices");
        String user = named == null ? Checks.userName(caller) : named;
        Iam iam = parts.aws().iam(login.keys(), login.endpoints());
        List<MfaDevice> unassigned = List.of();
        try {
            unassigned = iam.listVirtualMfaDevices(true);
        } catch (AwsException e) {
            if (e.kind() != AwsException.Kind.DENIED) {
                throw e;
            }
        }
        return new UserDevices(user, iam.listMfaDevices(user), unassigned, caller);
    }

    /** The name of the user whose keys these are; empty if they are not a user's. */
    public static Optional<String> userOf(CallerIdentity caller) {
        try {
            return Optional.of(Checks.userName(caller));
        } catch (EnrollException e) {
            return Optional.empty();
        }
    }

    /** The devices of that name, or of that ARN; the user's own before others. */
    public List<MfaDevice> named(String nameOrArn) {
        List<MfaDevice> found = new ArrayList<>();
        for (List<MfaDevice> some : List.of(enabled, unassigned)) {
            for (MfaDevice each : some) {
                Optional<String> name = MfaArn.parse(each.serial()).map(MfaArn::name);
                if (each.serial().equals(nameOrArn) || name.equals(Optional.of(nameOrArn))) {
                    found.add(each);
                }
            }
            if (!found.isEmpty()) {
                return found;
            }
        }
        return found;
    }
}
