package ykaws.shell.command;

import java.io.IOException;
import java.security.SecureRandom;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import ykaws.oath.Secret;
import ykaws.pcsc.ConfigWriter;
import ykaws.shell.ExitCode;
import ykaws.shell.Invocation;
import ykaws.shell.Problem;

/** Lock codes of a key's configuration: 16 bytes, written as 32 hexadecimal digits. */
final class LockCodes {
    private static final SecureRandom RANDOM = new SecureRandom();

    private LockCodes() {}

    /**
     * The present one.
     *
     * @param argument what {@code --lock-code} was given; {@code -} or null: a line of standard input, or asked for
     */
    static Secret current(Invocation invocation, @Nullable String argument) throws IOException {
        if (argument != null && !argument.equals("-")) {
            return ofArgument(invocation, argument, "--lock-code");
        }
        try (Secret typed = Passwords.secret(invocation, "Lock code (32 hexadecimal digits): ")
                .orElseThrow(() -> new Problem(
                                "lock-code",
                                "the configuration of the key is locked and there is nobody to ask for its lock code",
                                java.util.List.of("give it as a line on standard input: --lock-code -"),
                                ExitCode.LOCKED)
                        .failure())) {
            return decode(typed);
        }
    }

    /** The next one, typed twice on a terminal. */
    static Secret fresh(Invocation invocation, @Nullable String argument) throws IOException {
        if (argument != null && !argument.equals("-")) {
            return ofArgument(invocation, argument, "--new-lock-code");
        }
        try (Secret typed = Passwords.secret(invocation, "New lock code (32 hexadecimal digits): ")
                .orElseThrow(() -> Problem.usage(
                                "the new lock code is missing",
                                "give it as a line on standard input, or have one made: --generate")
                        .failure())) {
            Secret code = decode(typed);
            if (!invocation.canAsk() || argument != null) {
                return code;
            }
            try (Secret again = invocation.console().askSecret("The same again: ")) {
                if (!typed.matches(again)) {
                    code.close();
                    throw Problem.usage("the two lock codes differ").failure();
                }
            }
            return code;
        }
    }

    /** An unpredictable one. */
    static Secret random() {
        byte[] code = new byte[ConfigWriter.LOCK_CODE_BYTES];
        RANDOM.nextBytes(code);
        return Secret.takeOver(code);
    }

    /** What removes the lock. */
    static Secret none() {
        return Secret.takeOver(new byte[ConfigWriter.LOCK_CODE_BYTES]);
    }

    static boolean isSecret(@Nullable String argument) {
        return argument != null && !argument.equals("-");
    }

    private static Secret ofArgument(Invocation invocation, String argument, String option) {
        invocation
                .console()
                .say("ykaws: note: other programs can read the arguments of a command; give " + option
                        + " - to be asked for it");
        char[] digits = argument.toCharArray();
        try (Secret typed = Secret.ofChars(digits)) {
            return decode(typed);
        } finally {
            Arrays.fill(digits, '\0');
        }
    }

    private static Secret decode(Secret typed) {
        byte[] code = typed.expose(LockCodes::bytes);
        if (code.length == 0) {
            throw Problem.usage("a lock code is 32 hexadecimal digits").failure();
        }
        return Secret.takeOver(code);
    }

    /** Empty if it is no lock code. Blanks between the digits don't count. */
    private static byte[] bytes(byte[] digits) {
        byte[] code = new byte[ConfigWriter.LOCK_CODE_BYTES];
        int at = 0;
        for (byte each : digits) {
            int value = Character.digit(each, 16);
            if (each == ' ') {
                continue;
            }
            if (value < 0 || at == 2 * code.length) {
                Arrays.fill(code, (byte) 0);
                return new byte[0];
            }
            code[at / 2] |= (byte) (value << (at % 2 == 0 ? 4 : 0));
            at++;
        }
        if (at != 2 * code.length) {
            Arrays.fill(code, (byte) 0);
            return new byte[0];
        }
        return code;
    }
}
