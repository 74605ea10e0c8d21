package ykaws.shell.command;

import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import ykaws.pcsc.ApplicationSet;
import ykaws.pcsc.ConfigChange;
import ykaws.pcsc.DeviceInfo;
import ykaws.shell.Invocation;
import ykaws.shell.MayHoldSecret;

/** {@code key config nfc}. */
@Command(
        name = "nfc",
        description = {
            "Enable or disable the applications of a key over NFC (firmware 5 and later).",
            "",
            "Example: ykaws key config nfc --disable-all"
        })
final class KeyConfigNfc implements Callable<Integer>, MayHoldSecret, ApplicationChoice.Wish {
    private final Invocation invocation;

    @Mixin
    ApplicationChoice applications = new ApplicationChoice();

    @Option(
            names = {"-D", "--disable-all"},
            description = "Disable all.")
    boolean disableAll;

    @Option(
            names = {"-R", "--restrict-nfc"},
            description = "Switch NFC off until the key is next powered over USB (firmware 5.7 and later).")
    boolean restrict;

    KeyConfigNfc(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public boolean holdsSecret() {
        return applications.holdsSecret();
    }

    @Override
    public Integer call() throws IOException {
        applications.run(invocation, "nfc", disableAll || restrict, this);
        return 0;
    }

    @Override
    public ApplicationSet applications(DeviceInfo now) {
        return now.nfc();
    }

    @Override
    public ConfigPlan plan(DeviceInfo before) {
        ConfigLines lines = new ConfigLines();
        int wanted = applications.wanted(before.nfc(), disableAll);
        ApplicationChoice.describe(before.nfc(), wanted, "NFC", lines);
        // Told to the check even where nothing changes, since a key without NFC has nothing to change.
        ConfigChange change = ConfigChange.ofNfc(wanted);
        if (restrict) {
            lines.add(
                    "switch NFC off until the key is powered over USB", "NFC is off until the key is powered over USB");
            change = change.restrictingNfc();
        }
        return lines.plan(change);
    }
}
