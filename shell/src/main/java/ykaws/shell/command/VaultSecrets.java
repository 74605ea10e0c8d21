package ykaws.shell.command;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import ykaws.oath.Secret;
import ykaws.shell.ExitCode;
import ykaws.shell.Invocation;
import ykaws.shell.Problem;

/** What a person knows or has on paper: the vault's passphrase, its recovery code. */
final class VaultSecrets {
    /** A file of the owner's alone that holds the vault's passphrase, for scripts. Never passed on to a child. */
    static final String PASSPHRASE_FILE = "YKAWS_VAULT_PASSPHRASE_FILE";

    private final Invocation invocation;

    VaultSecrets(Invocation invocation) {
        this.invocation = invocation;
    }

    /** The content of the file that the environment names, without the end of its line; closed by the caller. */
    Optional<Secret> fromFile() throws IOException {
        String name = invocation.world().environment().getOrDefault(PASSPHRASE_FILE, "");
        return name.isEmpty() ? Optional.empty() : Optional.of(read(Path.of(name)));
    }

    private Secret read(Path file) throws IOException {
        byte[] content = new AwsAccess(invocation)
                .secretFiles()
                .read(file)
                .orElseThrow(() -> new Problem(
                                "locked",
                                PASSPHRASE_FILE + " names a file that is not there: " + file,
                                List.of(),
                                ExitCode.LOCKED)
                        .failure());
        int end = content.length;
        while (end > 0 && (content[end - 1] == '\n' || content[end - 1] == '\r')) {
            end--;
        }
        try {
            return Secret.takeOver(Arrays.copyOf(content, end));
        } finally {
            Arrays.fill(content, (byte) 0);
        }
    }

    /** A passphrase that nobody used yet: a line of standard input, else typed twice. */
    Secret fresh() throws IOException {
        Optional<Secret> piped = Passwords.piped(invocation);
        if (piped.isPresent()) {
            return nonEmpty(piped.get());
        }
        if (!invocation.canAsk()) {
            throw Problem.usage("the new passphrase is missing", "give it as a line on standard input")
                    .failure();
        }
        return typedTwice();
    }

    /** The same for a new vault, whose access keys may come by standard input: from the file, or typed twice. */
    Secret ofNewVault() throws IOException {
        Optional<Secret> given = fromFile();
        if (given.isPresent()) {
            return nonEmpty(given.get());
        }
        if (!invocation.canAsk()) {
            throw new Problem(
                            "locked",
                            "there is no keyring here to unlock a new vault with, and nobody to ask for a passphrase",
                            List.of("run it on a terminal, or name a file with a passphrase in " + PASSPHRASE_FILE),
                            ExitCode.LOCKED)
                    .failure();
        }
        return typedTwice();
    }

    private Secret typedTwice() throws IOException {
        Secret first = nonEmpty(invocation.console().askSecret("New passphrase for the vault: "));
        try (Secret second = invocation.console().askSecret("The same again: ")) {
            if (!first.matches(second)) {
                first.close();
                throw Problem.usage("the two passphrases differ").failure();
            }
        }
        return first;
    }

    private static Secret nonEmpty(Secret passphrase) {
        if (passphrase.length() == 0) {
            throw Problem.usage("an empty passphrase is none").failure();
        }
        return passphrase;
    }
}
