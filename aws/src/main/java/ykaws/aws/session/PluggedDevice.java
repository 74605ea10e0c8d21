package ykaws.aws.session;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import ykaws.aws.AwsException;
import ykaws.aws.CallerIdentity;
import ykaws.aws.Iam;
import ykaws.aws.MfaDevice;
import ykaws.aws.Sts;

/**
 * Which device of the user's has its account on the key that is plugged in: for profiles that name no
 * {@code mfa_serial}. IAM says which devices are the user's; where it may not be asked, their names do.
 */
final class PluggedDevice {
    private PluggedDevice() {}

    /** Calls AWS only if the key holds an account of a device at all. */
    static Optional<String> among(List<String> onTheKey, Sts sts, Iam iam) throws AwsException {
        if (onTheKey.isEmpty()) {
            return Optional.empty();
        }
        CallerIdentity user = sts.getCallerIdentity();
        List<String> sameAccount = new ArrayList<>();
        String prefix = "arn:" + user.arn().split(":", -1)[1] + ":iam::" + user.account() + ":mfa/";
        for (String device : onTheKey) {
            if (device.startsWith(prefix)) {
                sameAccount.add(device);
            }
        }
        if (sameAccount.isEmpty()) {
            return Optional.empty();
        }
        List<MfaDevice> enabled = devicesOf(iam);
        return enabled == null ? byName(sameAccount, user) : enabledOne(sameAccount, enabled);
    }

    /** Null if IAM does not tell this user. */
    private static @Nullable List<MfaDevice> devicesOf(Iam iam) throws AwsException {
        try {
            return iam.listMfaDevices(null);
        } catch (AwsException e) {
            if (e.kind() == AwsException.Kind.DENIED) {
                return null;
            }
            throw e;
        }
    }

    /** Of several, any gives the same proof. */
    private static Optional<String> enabledOne(List<String> devices, List<MfaDevice> enabled) {
        for (MfaDevice each : enabled) {
            if (devices.contains(each.serial())) {
                return Optional.of(each.serial());
            }
        }
        return Optional.empty();
    }

    private static Optional<String> byName(List<String> devices, CallerIdentity user) {
        String name = user.arn().substring(user.arn().lastIndexOf('/') + 1);
        List<String> own = new ArrayList<>();
        for (String device : devices) {
            String called = device.substring(device.lastIndexOf('/') + 1);
            if (called.equals(name) || called.startsWith(name + "-")) {
                own.add(device);
            }
        }
        return own.size() == 1 ? Optional.of(own.get(0)) : Optional.empty();
    }
}
