package ykaws.shell.command;

import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import ykaws.aws.MfaDevice;
import ykaws.aws.enroll.EnrollWish;
import ykaws.aws.enroll.Enrollment;
import ykaws.aws.enroll.Resynchronization;
import ykaws.aws.enroll.UserDevices;
import ykaws.shell.Invocation;
import ykaws.shell.Json;

/** {@code resync}. */
@Command(
        name = "resync",
        description = {
            "Tell IAM anew which time a device lives in (ResyncMFADevice).",
            "Sends the codes of the last and of the current time step, so that nobody waits for the next one. That takes"
                    + " two touches: a key calculates one code for each touch, and only enrolling knows the secret that"
                    + " makes a second one unnecessary.",
            "",
            "Example: ykaws resync dev"
        })
final class ResyncCommand implements Callable<Integer> {
    private final Invocation invocation;

    @Mixin
    DeviceOptions device = new DeviceOptions();

    ResyncCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() throws IOException {
        AwsAccess aws = new AwsAccess(invocation);
        String source = device.source(invocation, aws);
        Enrollment.Parts parts = aws.enrollParts();
        try (IamLogin iam = IamLogin.of(invocation, aws, source, device.login.administrator())) {
            EnrollWish.Login login = iam.current();
            UserDevices devices = UserDevices.of(parts, login, device.login.user);
            MfaDevice chosen;
            try (OpenOath oath = OpenOath.open(invocation)) {
                chosen = device.choose(devices, oath.session().list());
                new Resynchronization(parts)
                        .run(login, devices.user(), chosen.serial(), new PairCodes(invocation, oath));
            }
            if (invocation.options().json()) {
                invocation
                        .console()
                        .data(new Json()
                                .beginObject()
                                .field("mfa_serial", chosen.serial())
                                .field("user", devices.user())
                                .endObject()
                                .toString());
            } else {
                invocation.console().print(chosen.serial() + " is in step with IAM again");
            }
        }
        return 0;
    }
}
