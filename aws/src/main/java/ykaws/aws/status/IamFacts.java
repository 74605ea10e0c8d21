package ykaws.aws.status;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import ykaws.aws.AwsException;
import ykaws.aws.CallerIdentity;
import ykaws.aws.Iam;
import ykaws.aws.MfaDevice;
import ykaws.aws.UserAccessKey;
import ykaws.aws.enroll.Enrollment;

/**
 * What IAM tells of a user. Each part may be denied; nothing is concluded from what is.
 *
 * @param own the user's MFA devices, FIDO included; empty if that is not known
 * @param virtual all virtual devices of the account, whoever has them; empty if that is not known
 * @param keySerials by device, of the keys that it is on, as its tag says them
 * @param unread what was denied
 */
public record IamFacts(
        Who who,
        Optional<List<MfaDevice>> own,
        Optional<List<MfaDevice>> virtual,
        Map<String, String> keySerials,
        List<UserAccessKey> accessKeys,
        List<Unread> unread) {

    /** The user, and the AWS account, twelve digits. */
    public record Who(String user, String account) {}

    /** The user's devices that give codes. */
    public List<MfaDevice> enabled() {
        return own.orElse(List.of()).stream().filter(it -> !it.isFido()).toList();
    }

    /** Those that nobody has enabled. */
    public List<MfaDevice> unassigned() {
        return virtual.orElse(List.of()).stream()
                .filter(it -> it.user() == null)
                .toList();
    }

    boolean isEnabled(String serial) {
        return enabled().stream().anyMatch(it -> it.serial().equals(serial));
    }

    /** Asks IAM; a refusal is noted, anything else thrown. */
    public static IamFacts read(Iam iam, CallerIdentity caller, String user) throws IOException {
        List<Unread> unread = new ArrayList<>();
        Optional<List<MfaDevice>> own =
                unlessDenied(unread, "the MFA devices of " + user, () -> iam.listAllMfaDevices(user));
        Optional<List<MfaDevice>> virtual =
                unlessDenied(unread, "the account's virtual MFA devices", () -> iam.listVirtualMfaDevices(false));
        if (own.isEmpty() && virtual.isPresent()) {
            own = Optional.of(
                    virtual.get().stream().filter(it -> user.equals(it.user())).toList());
        }
        Map<String, String> serials = new HashMap<>();
        for (MfaDevice each : own.orElse(List.of())) {
            String serial = each.isFido() ? null : keySerial(iam, each, unread);
            if (serial != null) {
                serials.put(each.serial(), serial);
            }
        }
        Optional<List<UserAccessKey>> keys =
                unlessDenied(unread, "the access keys of " + user, () -> iam.listAccessKeys(user));
        return new IamFacts(
                new Who(user, caller.account()), own, virtual, serials, keys.orElse(List.of()), List.copyOf(unread));
    }

    private static @Nullable String keySerial(Iam iam, MfaDevice device, List<Unread> unread) throws IOException {
        return unlessDenied(
                        unread,
                        "the tags of " + device.serial(),
                        () -> Optional.ofNullable(
                                iam.listMfaDeviceTags(device.serial()).get(Enrollment.SERIAL_TAG)))
                .flatMap(it -> it)
                .orElse(null);
    }

    private interface Reading<T> {
        T read() throws AwsException;
    }

    private static <T> Optional<T> unlessDenied(List<Unread> unread, String what, Reading<T> reading)
            throws AwsException {
        try {
            return Optional.of(reading.read());
        } catch (AwsException e) {
            if (e.kind() != AwsException.Kind.DENIED) {
                throw e;
            }
            unread.add(new Unread(what, e.getMessage()));
            return Optional.empty();
        }
    }
}
