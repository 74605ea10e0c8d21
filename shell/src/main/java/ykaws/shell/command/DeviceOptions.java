package ykaws.shell.command;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import ykaws.aws.MfaDevice;
import ykaws.aws.enroll.DeviceChoice;
import ykaws.aws.enroll.UserDevices;
import ykaws.oath.Credential;
import ykaws.shell.ExitCode;
import ykaws.shell.Invocation;
import ykaws.shell.Problem;

/** Which device a command is about. */
final class DeviceOptions {
    @Parameters(
            arity = "0..1",
            paramLabel = "NAME",
            description = "The device, by its name or ARN; default: the one that the key holds.")
    @Nullable
    String name;

    @Mixin
    UserOptions login = new UserOptions();

    String source(Invocation invocation, AwsAccess aws) throws IOException {
        return login.source(invocation, aws, name);
    }

    /**
     * The device that is meant.
     *
     * @param accounts what the key holds
     */
    MfaDevice choose(UserDevices devices, List<Credential> accounts) {
        return chosen(devices, choice(devices, accounts).known());
    }

    DeviceChoice choice(UserDevices devices, List<Credential> accounts) {
        return new DeviceChoice(devices, accounts.stream().map(Credential::id).toList(), name);
    }

    /** The one that there is, or a failure that says what there is instead. */
    MfaDevice chosen(UserDevices devices, List<MfaDevice> found) {
        String asked = name;
        if (found.size() == 1) {
            return found.get(0);
        }
        List<String> hints = new ArrayList<>();
        for (MfaDevice each : found.isEmpty() ? devices.enabled() : found) {
            hints.add("name one: " + each.serial());
        }
        String message = found.isEmpty()
                ? (asked == null
                        ? "the key holds none of the MFA devices of " + devices.user()
                        : "user " + devices.user() + " has no MFA device '" + asked + "'")
                : "several MFA devices of " + devices.user() + " come into question";
        throw new Problem(
                        found.isEmpty() ? "no-such-device" : "ambiguous-device",
                        message,
                        hints,
                        ExitCode.NOT_FOUND_OR_AMBIGUOUS)
                .failure();
    }
}
