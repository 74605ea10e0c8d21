package ykaws.shell.command;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import ykaws.pcsc.DeviceInfo;
import ykaws.pcsc.ModeChange;
import ykaws.pcsc.OpenKey;
import ykaws.pcsc.UsbInterfaces;
import ykaws.shell.ExitCode;
import ykaws.shell.Invocation;
import ykaws.shell.Json;
import ykaws.shell.Problem;

/** {@code key config mode}. */
@Command(
        name = "mode",
        description = {
            "Set the USB interfaces of a YubiKey NEO or 4; later keys have: ykaws key config usb",
            "",
            "Example: ykaws key config mode OTP+FIDO+CCID"
        })
final class KeyConfigMode implements Callable<Integer> {
    private final Invocation invocation;

    @Parameters(paramLabel = "MODE", description = "OTP, FIDO and CCID joined by +, or the beginning of each: o+f+c.")
    String mode = "";

    @Option(
            names = "--touch-eject",
            description = "A touch ejects and inserts the smart card (for the mode CCID alone).")
    boolean touchEject;

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
    int challengeResponse;

    @Option(
            names = {"-f", "--force"},
            description = "Don't ask.")
    boolean force;

    KeyConfigMode(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() throws IOException {
        OptionalInt eject =
                autoEject != null ? OptionalInt.of(autoEject) : touchEject ? OptionalInt.of(0) : OptionalInt.empty();
        ModeChange change = new ModeChange(interfaces(mode), challengeResponse, eject);
        try (OpenKey key = invocation.openKey()) {
            DeviceInfo before = key.info();
            change.check(before);
            invocation
                    .console()
                    .say("ykaws: set the USB interfaces to "
                            + change.interfaces().text());
            invocation.confirm("Configure " + Reconfiguration.name(before) + "?", force);
            key.configure(writer -> writer.setMode(change));
            report(before, change);
        }
        return 0;
    }

    private void report(DeviceInfo before, ModeChange change) {
        String text = change.interfaces().text();
        if (invocation.options().json()) {
            Json json = new Json().beginObject();
            Reconfiguration.serial(json, before);
            invocation
                    .console()
                    .data(json.field("mode", text)
                            .field("replug", (Boolean) true)
                            .endObject()
                            .toString());
        }
        invocation.console().say("ykaws: the key has " + text + " once it was pulled out and plugged in again");
    }

    private static UsbInterfaces interfaces(String text) {
        boolean otp = false;
        boolean fido = false;
        boolean ccid = false;
        for (String part : text.toUpperCase(Locale.ROOT).split("\\+", -1)) {
            String word = part.equals("U2F") ? "FIDO" : part;
            if (word.isEmpty() || !("OTP".startsWith(word) || "FIDO".startsWith(word) || "CCID".startsWith(word))) {
                throw new Problem(
                                "usage",
                                "'" + text + "' is no mode",
                                List.of("for example OTP+FIDO+CCID"),
                                ExitCode.USAGE)
                        .failure();
            }
            otp |= "OTP".startsWith(word);
            fido |= "FIDO".startsWith(word);
            ccid |= "CCID".startsWith(word);
        }
        return new UsbInterfaces(otp, fido, ccid);
    }
}
