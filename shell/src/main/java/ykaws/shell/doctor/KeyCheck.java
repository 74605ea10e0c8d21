package ykaws.shell.doctor;

import com.yubico.yubikit.core.Transport;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import ykaws.pcsc.ApplicationSet;
import ykaws.pcsc.Capability;
import ykaws.pcsc.DeviceInfo;
import ykaws.pcsc.KeyListing;
import ykaws.shell.ExitCode;

/** Which keys are plugged in, who holds them, and whether OATH is enabled over the way that they are connected by. */
public final class KeyCheck implements Check {
    private static final String NAME = "keys";

    private final Listing listing;
    private final BooleanSupplier scdaemonRuns;

    /** The keys; looked for when the check runs. */
    public interface Listing {
        /** Empty where the service does not answer. */
        Optional<List<KeyListing>> list() throws IOException;
    }

    /** @param scdaemonRuns whether GnuPG's card program is among this user's processes */
    public KeyCheck(Listing listing, BooleanSupplier scdaemonRuns) {
        this.listing = listing;
        this.scdaemonRuns = scdaemonRuns;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<Result> run() throws IOException {
        Optional<List<KeyListing>> listed = listing.list();
        if (listed.isEmpty()) {
            return List.of(Result.skipped(NAME, "without the service no key can be seen"));
        }
        List<Result> results = new ArrayList<>();
        for (KeyListing each : listed.get()) {
            results.add(result(each));
        }
        if (results.isEmpty()) {
            results.add(Result.failed(NAME, ExitCode.NO_KEY, "no key is plugged in", "plug in your YubiKey"));
        }
        return results;
    }

    private Result result(KeyListing key) {
        if (key.state() == KeyListing.State.FREE && key.info().isPresent()) {
            return described(key, key.info().get());
        }
        return switch (key.state()) {
            case IN_USE -> inUse(key);
            case FREE -> Result.ok(NAME, "a key that does not describe itself, in " + key.reader());
            case UNREADABLE ->
                Result.failed(
                        NAME,
                        ExitCode.NO_KEY,
                        "the card in " + key.reader() + " cannot be read",
                        "plug the key in again",
                        "if it is no YubiKey, name the right reader: --reader NAME");
        };
    }

    private Result inUse(KeyListing key) {
        if (scdaemonRuns.getAsBoolean()) {
            return Result.warning(
                    NAME,
                    "another program holds the key in " + key.reader() + "; GnuPG's scdaemon runs and may be it",
                    "gpgconf --kill scdaemon",
                    "or add --release-scdaemon to a command, which does that when it is needed");
        }
        return Result.warning(
                NAME,
                "another program holds the key in " + key.reader(),
                "close other programs that use the key (a browser, ykman, Yubico Authenticator)");
    }

    private static Result described(KeyListing key, DeviceInfo info) {
        boolean usb = key.transport() == Transport.USB;
        ApplicationSet applications = usb ? info.usb() : info.nfc();
        String name = info.productName() + " " + info.version()
                + info.serial().stream()
                        .mapToObj(serial -> ", serial " + Integer.toUnsignedString(serial))
                        .findFirst()
                        .orElse("");
        String way = usb ? "USB" : "NFC";
        if (Capability.OATH.in(applications.enabled())) {
            return Result.ok(NAME, name + ", OATH enabled over " + way);
        }
        if (Capability.OATH.in(applications.supported())) {
            return Result.failed(
                    NAME,
                    ExitCode.NO_KEY,
                    name + ": OATH is disabled over " + way,
                    "ykaws key config " + (usb ? "usb" : "nfc") + " --enable OATH");
        }
        return Result.failed(NAME, ExitCode.NO_KEY, name + " has no OATH application over " + way, "use another key");
    }
}
