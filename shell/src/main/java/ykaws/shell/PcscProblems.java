package ykaws.shell;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import ykaws.aws.ShellQuote;
import ykaws.pcsc.KeyListing;
import ykaws.pcsc.PcscException;

/** Advice for what goes wrong on the way to a key. */
final class PcscProblems {
    private PcscProblems() {}

    static Problem of(PcscException e, String osName, Map<String, String> environment) {
        Platform platform = Platform.of(osName, environment);
        return switch (e.kind()) {
            case NO_SERVICE -> noKey(e, "no-service", platform.startService());
            case DENIED -> noKey(e, "denied", platform.grantAccess());
            case NO_READER -> noKey(e, "no-reader", List.of("plug in your YubiKey", platform.seeReaders()));
            case NO_KEY -> noKey(e, "no-key", noKeyHints(e));
            case NO_SUCH_KEY -> noKey(e, "no-such-key", List.of("ykaws key list"));
            case SEVERAL_KEYS ->
                new Problem("several-keys", e.getMessage(), chooseOne(e.keys()), ExitCode.NOT_FOUND_OR_AMBIGUOUS);
            case BUSY -> noKey(e, "busy", platform.freeTheKey());
            case REMOVED -> noKey(e, "removed", List.of("plug the key in again and repeat the command"));
            case RESET -> noKey(e, "reset", List.of("another program reset the key; repeat the command"));
            case UNSUPPORTED -> noKey(e, "unsupported", List.of());
            case INTERRUPTED -> Problems.interrupted();
            case WRONG_LOCK_CODE ->
                new Problem(
                        "lock-code",
                        e.getMessage(),
                        List.of("give the present lock code: --lock-code -, or run it on a terminal to be asked"),
                        ExitCode.LOCKED);
            case REFUSED -> new Problem("refused", e.getMessage(), List.of(), ExitCode.UNEXPECTED);
            case NO_CHANNEL -> new Problem("unsupported-by-firmware", e.getMessage(), List.of(), ExitCode.USAGE);
            case FIRMWARE_TOO_OLD ->
                new Problem(
                        "unsupported-by-firmware",
                        e.getMessage(),
                        List.of("for the USB interfaces of a YubiKey NEO or 4: ykaws key config mode --help"),
                        ExitCode.USAGE);
            case INVALID_CHANGE ->
                new Problem("invalid-change", e.getMessage(), List.of("ykaws key info"), ExitCode.USAGE);
            case LOCK_FILE -> new Problem("lock-file", e.getMessage(), List.of(), ExitCode.UNEXPECTED);
            case CARD_ERROR -> new Problem("card-error", e.getMessage(), List.of(), ExitCode.UNEXPECTED);
        };
    }

    private static Problem noKey(PcscException e, String kind, List<String> hints) {
        return new Problem(kind, e.getMessage(), hints, ExitCode.NO_KEY);
    }

    private static List<String> noKeyHints(PcscException e) {
        List<String> hints = new ArrayList<>(List.of("plug in your YubiKey, with its CCID interface enabled"));
        for (String reader : e.readers()) {
            hints.add("for a key on this reader: --reader " + ShellQuote.word(reader));
        }
        return hints;
    }

    private static List<String> chooseOne(List<KeyListing> keys) {
        List<String> hints = new ArrayList<>();
        for (KeyListing key : keys) {
            key.info().ifPresent(info -> info.serial().ifPresent(serial -> hints.add("--key " + serial)));
        }
        hints.add("ykaws key list");
        return hints;
    }

    /** The system that the advice is for. */
    enum Platform {
        LINUX,
        WSL,
        MAC,
        WINDOWS;

        static Platform of(String osName, Map<String, String> environment) {
            String os = osName.toLowerCase(Locale.ROOT);
            if (os.startsWith("mac")) {
                return MAC;
            }
            if (os.startsWith("windows")) {
                return WINDOWS;
            }
            return environment.containsKey("WSL_DISTRO_NAME") ? WSL : LINUX;
        }

        List<String> startService() {
            return switch (this) {
                case LINUX ->
                    List.of(
                            "sudo apt-get install pcscd (Debian, Ubuntu) or sudo dnf install pcsc-lite (Fedora)",
                            "sudo systemctl enable --now pcscd.socket");
                case WSL ->
                    List.of(
                            "attach the key to WSL from Windows: usbipd attach --wsl --busid BUSID",
                            "sudo apt-get install pcscd, then sudo service pcscd start");
                case MAC -> List.of("macOS starts the service with the first reader: plug in your YubiKey");
                case WINDOWS -> List.of("sc start SCardSvr");
            };
        }

        List<String> grantAccess() {
            return this == LINUX || this == WSL
                    ? List.of(
                            "polkit refused access to pcscd: allow org.debian.pcsc-lite.access_pcsc and"
                                    + " org.debian.pcsc-lite.access_card for your user",
                            "over ssh, polkit sees no local session: add a rule for your user")
                    : List.of();
        }

        String seeReaders() {
            return this == LINUX || this == WSL ? "see what the system finds: lsusb | grep -i yubi" : "ykaws key list";
        }

        List<String> freeTheKey() {
            return switch (this) {
                case LINUX, WSL, MAC ->
                    List.of(
                            "if GnuPG holds it: add --release-scdaemon, which runs gpgconf --kill scdaemon",
                            "close other programs that use the key (a browser, ykman, Yubico Authenticator)");
                case WINDOWS ->
                    List.of("close other programs that use the key (a browser, ykman, Yubico Authenticator)");
            };
        }
    }
}
