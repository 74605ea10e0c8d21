package ykaws.shell;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import ykaws.aws.ShellQuote;
import ykaws.oath.OathException;

/** Advice for what the OATH applet answers. */
final class OathProblems {
    /** ISO 7816-4, "conditions of use not satisfied". */
    private static final int CONDITIONS_NOT_SATISFIED = 0x6985;

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
                        "if OATH is disabled on this key: ykaws key config usb --enable OATH");
            case INVALID_NAME, INVALID_SECRET, INVALID_ARGUMENT -> problem(e, "invalid-argument", ExitCode.USAGE);
            case CORRUPT_RECORD -> new Problem("corrupt-record", e.getMessage(), damaged(e), ExitCode.UNEXPECTED);
            case CHANGE_UNKNOWN ->
                problem(
                        e,
                        "change-unknown",
                        codeOf(e.getCause()),
                        "nothing was sent a second time; see what the key holds now: ykaws oath list");
            case COUNTER_UNKNOWN ->
                problem(
                        e,
                        "counter-unknown",
                        codeOf(e.getCause()),
                        "ask for the next code: ykaws code " + ShellQuote.word(e.subject()),
                        "a service accepts a code that is a few counters ahead (RFC 4226, 7.4); where it does not,"
                                + " resynchronise with two codes in a row");
            case REFUSED ->
                e.sw() == CONDITIONS_NOT_SATISFIED
                        ? problem(
                                e,
                                "not-allowed",
                                ExitCode.UNEXPECTED,
                                "a key of the FIPS series takes accounts only under a password, and keeps that:"
                                        + " ykaws oath password set",
                                "over NFC it wants its commands encrypted: --scp")
                        : problem(e, "refused", ExitCode.UNEXPECTED);
            case BAD_RESPONSE -> problem(e, "bad-response", ExitCode.UNEXPECTED);
        };
    }

    /** A command whose answer was lost ends as the loss itself would: no key, interrupted. */
    private static int codeOf(@Nullable Throwable cause) {
        return cause == null
                ? ExitCode.UNEXPECTED
                : Problems.of(cause, Map.of(), 0).exitCode();
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

    private static List<String> damaged(OathException e) {
        List<String> hints = new ArrayList<>();
        for (String account : e.candidates()) {
            hints.add("ykaws oath delete " + ShellQuote.word(account));
        }
        if (!hints.isEmpty()) {
            return hints;
        }
        return e.subject().isEmpty()
                ? List.of(
                        "ykaws code ACCOUNT, with a full name, still works for the others", "ykaws oath delete ACCOUNT")
                : List.of("try once more; if it stays so: ykaws oath delete " + ShellQuote.word(e.subject()));
    }

    private static List<String> ambiguous(OathException e) {
        List<String> hints = new ArrayList<>();
        for (String match : e.candidates()) {
            hints.add("matches " + ShellQuote.word(match));
        }
        return hints;
    }
}
