package ykaws.shell.command;

import java.io.IOException;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import ykaws.pcsc.ApplicationSet;
import ykaws.pcsc.ConfigChange;
import ykaws.pcsc.DeviceInfo;
import ykaws.pcsc.DeviceSettings;
import ykaws.shell.Invocation;
import ykaws.shell.MayHoldSecret;

/** {@code key config usb}. */
@Command(
        name = "usb",
        description = {
            "Enable or disable the applications of a key over USB (firmware 5 and later).",
            "A key stays a smart card: without OATH, PIV, OpenPGP and YubiHSM Auth nobody could undo it here.",
            "",
            "Example: ykaws key config usb --disable OTP"
        })
final class KeyConfigUsb implements Callable<Integer>, MayHoldSecret, ApplicationChoice.Wish {
    private final Invocation invocation;

    @Mixin
    ApplicationChoice applications = new ApplicationChoice();

    @Option(
            names = "--touch-eject",
            negatable = true,
            description = "A touch ejects and inserts the smart card (for keys with CCID alone).")
    @Nullable
    Boolean touchEject;

    @Option(
            names = "--autoeject-timeout",
            paramLabel = "SECONDS",
            description = "Eject the smart card after so much silence; 0: never. Implies --touch-eject.")
    @Nullable
    Integer autoEject;

    @Option(
            names = "--chalresp-timeout",
            paramLabel = "SECONDS",
            description = "How long the OTP application waits for a touch; 0: its default.")
    @Nullable
    Integer challengeResponse;

    KeyConfigUsb(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public boolean holdsSecret() {
        return applications.holdsSecret();
    }

    @Override
    public Integer call() throws IOException {
        applications.run(invocation, "usb", touchEject != null || autoEject != null || challengeResponse != null, this);
        return 0;
    }

    @Override
    public ApplicationSet applications(DeviceInfo now) {
        return now.usb();
    }

    @Override
    public ConfigPlan plan(DeviceInfo before) {
        ConfigLines lines = new ConfigLines();
        int wanted = applications.wanted(before.usb(), false);
        ApplicationChoice.describe(before.usb(), wanted, "USB", lines);
        ConfigChange change = wanted == before.usb().enabled() ? ConfigChange.NONE : ConfigChange.ofUsb(wanted);
        return lines.plan(change.with(settings(before.settings(), lines)));
    }

    private ConfigChange.Settings settings(DeviceSettings now, ConfigLines lines) {
        boolean implied = (autoEject != null && autoEject > 0) || now.touchEject();
        boolean ejects = touchEject != null ? touchEject : implied;
        OptionalInt flags = OptionalInt.empty();
        if (ejects != now.touchEject()) {
            flags = OptionalInt.of(ejects ? now.flags() | DeviceSettings.EJECT : now.flags() & ~DeviceSettings.EJECT);
            lines.add(
                    ejects ? "a touch shall eject the smart card" : "a touch shall no longer eject the smart card",
                    ejects ? "a touch ejects the smart card" : "a touch does not eject the smart card");
        }
        OptionalInt eject = changed(autoEject, now.autoEjectSeconds());
        if (eject.isPresent()) {
            lines.add(
                    "set the auto-eject time-out to " + autoEject + " s",
                    "the auto-eject time-out is " + autoEject + " s");
        }
        OptionalInt response = changed(challengeResponse, now.challengeResponseSeconds());
        if (response.isPresent()) {
            lines.add(
                    "set the challenge-response time-out to " + challengeResponse + " s",
                    "the challenge-response time-out is " + challengeResponse + " s");
        }
        return new ConfigChange.Settings(eject, response, flags);
    }

    private static OptionalInt changed(@Nullable Integer wanted, int now) {
        return wanted == null || wanted == now ? OptionalInt.empty() : OptionalInt.of(wanted);
    }
}
