package ykaws.shell.command;

import java.io.IOException;
import java.nio.CharBuffer;
import java.security.SecureRandom;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import ykaws.aws.ShellQuote;
import ykaws.oath.Base32;
import ykaws.oath.Secret;
import ykaws.oath.imports.ImportReader;
import ykaws.shell.Invocation;
import ykaws.shell.Problem;

/** Where the secret of a new account comes from: chance, the line, standard input, a person. */
record SecretSource(Invocation invocation, String account) {
    /** RFC 4226, 4, R6: 160 bits are recommended. */
    private static final int GENERATED_BYTES = 20;

    /** A new one. */
    static Secret generated() {
        byte[] bytes = new byte[GENERATED_BYTES];
        new SecureRandom().nextBytes(bytes);
        return Secret.takeOver(bytes);
    }

    /** The one in the line if there is one, else what is piped or typed. */
    Secret read(@Nullable String argument) throws IOException {
        if (argument != null) {
            invocation
                    .console()
                    .say("ykaws: note: other programs can read the arguments of a command; leave SECRET out to be"
                            + " asked for it");
            return decoded(argument);
        }
        try (Secret typed = Passwords.secret(invocation, "Secret (base32): ")
                .orElseThrow(() -> Problem.usage(
                                "the secret is missing", "give it as a line on standard input, or run it on a terminal")
                        .failure())) {
            char[] characters = Passwords.characters(typed);
            try {
                return decoded(CharBuffer.wrap(characters));
            } finally {
                Arrays.fill(characters, '\0');
            }
        }
    }

    private Secret decoded(CharSequence text) throws IOException {
        if (ImportReader.isUri(text)) {
            throw Problem.usage(
                            "that is a URI of an account, not its secret alone",
                            "ykaws oath import --name " + ShellQuote.word(account))
                    .failure();
        }
        return Secret.takeOver(Base32.decode(text));
    }
}
