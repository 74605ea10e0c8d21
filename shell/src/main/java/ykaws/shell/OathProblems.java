package ykaws.shell;

import java.util.ArrayList;
import java.util.List;
import ykaws.oath.OathException;

/** Advice for what the OATH applet answers. */
final class OathProblems {
    private OathProblems() {}

    static Problem of(OathException e) {
        return switch (e.kind()) {
            case LOCKED -> problem(e, "locked", ExitCode.LOCKED, "run it on a terminal to be asked for the password");
            case WRONG_PASSWORD -> problem(e, "wrong-password", ExitCode.LOCKED);
            case IMPOSTOR ->
                problem(
                        e,
                        "impostor",
                        ExitCode.LOCKED,
                        "the key does not know the password that it asks for: check the key");
            case NO_PASSWORD_SET -> problem(e, "no-password", ExitCode.USAGE);
            case TOUCH_TIMEOUT ->
                problem(e, "touch-timeout", ExitCode.NO_TOUCH, "repeat the command and touch the key while it blinks");
            case NO_SUCH_ACCOUNT -> new Problem("no-such-account", e.getMessage(), noSuch(e), 5);
            case AMBIGUOUS -> new Problem("ambiguous", e.getMessage(), ambiguous(e), 5);
            case ACCOUNT_EXISTS ->
                problem(
                        e,
                        "account-exists",
                        ExitCode.USAGE,
                        "add --force to replace it: its secret on the key is lost then");
            case NO_SPACE ->
                problem(e, "no-space", ExitCode.UNEXPECTED, "ykaws oath list", "ykaws oath delete ACCOUNT");
            case UNSUPPORTED_BY_FIRMWARE -> problem(e, "unsupported-by-firmware", ExitCode.USAGE);
            case NOT_AVAILABLE ->
                problem(
                        e,
                        "oath-not-available",
                        ExitCode.NO_KEY,
                        "ykaws key info",
                        "if OATH is disabled on this key: ykman config usb --enable OATH");
            case INVALID_NAME, INVALID_SECRET, INVALID_ARGUMENT -> problem(e, "invalid-argument", ExitCode.USAGE);
            case CORRUPT_RECORD -> problem(e, "corrupt-record", ExitCode.UNEXPECTED, "ykaws oath list");
            case REFUSED -> problem(e, "refused", ExitCode.UNEXPECTED);
            case BAD_RESPONSE -> problem(e, "bad-response", ExitCode.UNEXPECTED);
        };
    }

    private static Problem problem(OathException e, String kind, int exitCode, String... hints) {
        return new Problem(kind, e.getMessage(), List.of(hints), exitCode);
    }

    private static List<String> noSuch(OathException e) {
        List<String> hints = new ArrayList<>();
        for (String near : e.candidates()) {
            hints.add("did you mean " + ShellQuote.word(near) + "?");
        }
        hints.add("ykaws oath list");
        return hints;
    }

    private static List<String> ambiguous(OathException e) {
        List<String> hints = new ArrayList<>();
        for (String match : e.candidates()) {
            hints.add("matches " + ShellQuote.word(match));
        }
        return hints;
    }
}
