package ykaws.shell.command;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import ykaws.pcsc.ApplicationSet;
import ykaws.pcsc.Capability;
import ykaws.pcsc.DeviceInfo;
import ykaws.pcsc.OpenKey;
import ykaws.shell.Invocation;
import ykaws.shell.Problem;

/** Which applications {@code key config usb} and {@code nfc} enable and disable. */
final class ApplicationChoice {
    @Option(
            names = {"-e", "--enable"},
            paramLabel = "APP",
            split = ",",
            description = "Enable OTP, U2F, FIDO2, OATH, PIV, OPENPGP or HSMAUTH; may be repeated.")
    List<String> enable = new ArrayList<>();

    @Option(
            names = {"-d", "--disable"},
            paramLabel = "APP",
            split = ",",
            description = "Disable it; may be repeated.")
    List<String> disable = new ArrayList<>();

    @Option(
            names = {"-a", "--enable-all"},
            description = "Enable all that the key has.")
    boolean enableAll;

    @Option(
            names = {"-l", "--list"},
            description = "List those that are enabled, a line each.")
    boolean list;

    @Option(
            names = {"-L", "--lock-code"},
            paramLabel = "HEX",
            description = "The lock code of the key's configuration; - or left out: a line of standard input, or asked"
                    + " for.")
    @Nullable
    String lockCode;

    @Option(
            names = {"-f", "--force"},
            description = "Don't ask.")
    boolean force;

    /** Whether anything is to be enabled or disabled. */
    private boolean any() {
        return enableAll || !enable.isEmpty() || !disable.isEmpty();
    }

    /** How a transport is configured, where anything is: of the key as it is now. */
    interface Wish {
        ApplicationSet applications(DeviceInfo now);

        ConfigPlan plan(DeviceInfo now);
    }

    /**
     * Lists, or changes what is wished.
     *
     * @param transport as the command is named
     * @param more whether anything else than applications is to be set
     */
    void run(Invocation invocation, String transport, boolean more, Wish wish) throws IOException {
        if (!list && !any() && !more) {
            throw Problem.usage("nothing to configure was named", "ykaws key config " + transport + " --help")
                    .failure();
        }
        try (OpenKey key = invocation.openKey()) {
            DeviceInfo before = key.info();
            if (list) {
                EnabledApplications.print(invocation, wish.applications(before));
                return;
            }
            new Reconfiguration(invocation, force).run(key, wish.plan(before), lockCode);
        }
    }

    /** Whether a lock code stands on the command line. */
    boolean holdsSecret() {
        return LockCodes.isSecret(lockCode);
    }

    /**
     * The set as it is to be.
     *
     * @param disableAll besides what the options say
     */
    int wanted(ApplicationSet now, boolean disableAll) {
        int on = bits(enable) | (enableAll ? known(now.supported()) : 0);
        int off = bits(disable) | (disableAll ? known(now.enabled()) : 0);
        if ((on & off) != 0) {
            throw Problem.usage("enable and disable " + names(on & off) + " at once?")
                    .failure();
        }
        return (now.enabled() | on) & ~off;
    }

    private static int bits(List<String> names) {
        int bits = 0;
        for (String name : names) {
            bits |= Capability.ofName(name.trim())
                    .orElseThrow(() -> unknown(name))
                    .bit();
        }
        return bits;
    }

    private static RuntimeException unknown(String name) {
        StringJoiner all = new StringJoiner(", ");
        for (Capability each : Capability.values()) {
            all.add(each.name());
        }
        return Problem.usage("no application is called '" + name + "'", "they are " + all)
                .failure();
    }

    /** Bits that are no application of ours stay as they are. */
    private static int known(int bits) {
        int known = 0;
        for (Capability each : Capability.listOf(bits)) {
            known |= each.bit();
        }
        return known;
    }

    static String names(int bits) {
        StringJoiner names = new StringJoiner(", ");
        for (Capability each : Capability.listOf(bits)) {
            names.add(each.text());
        }
        return names.toString();
    }

    /** Adds what will be and what is then so. */
    static void describe(ApplicationSet now, int wanted, String transport, ConfigLines lines) {
        int on = wanted & ~now.enabled();
        int off = now.enabled() & ~wanted;
        if (on != 0) {
            lines.add("enable " + names(on) + " over " + transport, names(on) + " enabled over " + transport);
        }
        if (off != 0) {
            lines.add("disable " + names(off) + " over " + transport, names(off) + " disabled over " + transport);
        }
    }
}
