package ykaws.shell.command;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import ykaws.aws.enroll.DeviceReplacement;
import ykaws.aws.enroll.EnrollKey;
import ykaws.aws.enroll.EnrollPlan;
import ykaws.aws.enroll.EnrollWish;
import ykaws.aws.enroll.Unenrollment;
import ykaws.aws.enroll.UserDevices;
import ykaws.shell.ExitCode;
import ykaws.shell.Invocation;
import ykaws.shell.Problem;

/** {@code enroll --replace}: once the new device is enabled, its codes take the old one away. */
final class Replacing {
    private final Invocation invocation;
    private final AwsAccess aws;
    private final String asked;
    private final DeviceReplacement replacement;

    private Replacing(Invocation invocation, AwsAccess aws, String asked, DeviceReplacement replacement) {
        this.invocation = invocation;
        this.aws = aws;
        this.asked = asked;
        this.replacement = replacement;
    }

    /** Looks the old device up; that it is gone already is for {@link #require} to judge. */
    static Replacing of(Invocation invocation, AwsAccess aws, EnrollWish.Login login, String asked) throws IOException {
        if (invocation.keySelectors().size() > 1) {
            throw Problem.usage("--replace puts one key in the place of another")
                    .failure();
        }
        UserDevices devices = UserDevices.of(aws.enrollParts(), login, null);
        return new Replacing(invocation, aws, asked, new DeviceReplacement(aws.enrollParts(), devices, asked));
    }

    String name(EnrollKey key) {
        return replacement.name(key);
    }

    void require(EnrollPlan plan) {
        if (!replacement.isPossible(plan)) {
            throw new Problem(
                            "no-such-device",
                            replacement.isItself(plan)
                                    ? "a device can't replace itself"
                                    : "no MFA device '" + asked + "' to replace",
                            List.of("ykaws status"),
                            ExitCode.NOT_FOUND_OR_AMBIGUOUS)
                    .failure();
        }
    }

    /** Takes the old device away; the keys are let go before. */
    void finish(EnrollWish.Login login, String fresh) throws IOException {
        try (EnrollPort port = new EnrollPort(invocation)) {
            replacement.finish(
                    login, fresh, new Unenrollment.Places(new KeyCodes(invocation, Map.of()), port, aws.files()));
        }
        if (!replacement.isPending()) {
            return;
        }
        invocation
                .console()
                .say("ykaws: " + replacement.serial(fresh)
                        + " is no MFA device any more; its account is on its own key still");
    }
}
