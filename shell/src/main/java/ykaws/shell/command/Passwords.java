package ykaws.shell.command;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import ykaws.oath.Secret;
import ykaws.shell.ExitCode;
import ykaws.shell.Invocation;
import ykaws.shell.Problem;

/** Where passwords and secrets come from: the terminal, or a line of standard input when there is none. */
final class Passwords {
    private static final int LONGEST = 4096;

    private Passwords() {}

    /** The present password of the OATH application. */
    static Secret current(Invocation invocation) throws IOException {
        return secret(invocation, "Password of the OATH application: ").orElseThrow(() -> locked().failure());
    }

    /** Nobody is there to ask. */
    static Problem locked() {
        return new Problem(
                "locked",
                "the OATH application is locked and there is nobody to ask for its password",
                List.of("run it on a terminal, or give the password as a line on standard input"),
                ExitCode.LOCKED);
    }

    /** A new password, typed twice on a terminal. */
    static Secret fresh(Invocation invocation) throws IOException {
        Secret first = secret(invocation, "New password: ")
                .orElseThrow(() -> Problem.usage("the new password is missing", "give it as a line on standard input")
                        .failure());
        if (!invocation.canAsk() || first.length() == 0) {
            return nonEmpty(first);
        }
        try (Secret second = invocation.console().askSecret("The same again: ")) {
            if (!first.matches(second)) {
                first.close();
                throw Problem.usage("the two passwords differ").failure();
            }
        }
        return first;
    }

    private static Secret nonEmpty(Secret password) {
        if (password.length() == 0) {
            throw Problem.usage("an empty password is none", "ykaws oath password remove")
                    .failure();
        }
        return password;
    }

    /**
     * Piped standard input comes first, since a script that pipes a secret means that one, also where it happens to
     * have a terminal.
     */
    static Optional<Secret> secret(Invocation invocation, String prompt) throws IOException {
        Optional<Secret> piped = piped(invocation);
        if (piped.isPresent()) {
            return piped;
        }
        return invocation.canAsk() ? Optional.of(invocation.console().askSecret(prompt)) : Optional.empty();
    }

    /** The next line of standard input, without its end; empty where nothing (more) is piped. */
    static Optional<Secret> piped(Invocation invocation) throws IOException {
        byte[] buffer = new byte[LONGEST];
        try {
            int length = 0;
            int next = invocation.input().read();
            if (next < 0) {
                return Optional.empty();
            }
            while (next >= 0 && next != '\n') {
                if (length == LONGEST) {
                    throw Problem.usage("the secret on standard input is longer than " + LONGEST + " bytes")
                            .failure();
                }
                buffer[length++] = (byte) next;
                next = invocation.input().read();
            }
            boolean carriageReturn = length > 0 && buffer[length - 1] == '\r';
            return Optional.of(Secret.takeOver(Arrays.copyOf(buffer, carriageReturn ? length - 1 : length)));
        } finally {
            Arrays.fill(buffer, (byte) 0);
        }
    }

    /** The characters of a secret; the caller wipes them. */
    static char[] characters(Secret secret) {
        return secret.expose(bytes -> {
            CharBuffer decoded = StandardCharsets.UTF_8.decode(ByteBuffer.wrap(bytes));
            char[] characters = new char[decoded.remaining()];
            decoded.get(characters);
            Arrays.fill(decoded.array(), '\0');
            return characters;
        });
    }
}
