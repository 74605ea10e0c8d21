package ykaws.shell.command;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import ykaws.aws.AccessKeys;
import ykaws.aws.ShellQuote;
import ykaws.aws.awsvault.AwsVaultFiles;
import ykaws.aws.awsvault.AwsVaultKeyring;
import ykaws.oath.Secret;
import ykaws.shell.ExitCode;
import ykaws.shell.Invocation;
import ykaws.shell.Problem;

/** The keys in aws-vault's files, read with their passphrase, else in its Secret Service keyring. aws-vault keeps them. */
final class AwsVaultImport {
    /** As aws-vault calls it. */
    private static final String PASSPHRASE = "AWS_VAULT_FILE_PASSPHRASE";

    /** As aws-vault calls this backend. */
    private static final String KEYRING = "secret-service";

    private final Invocation invocation;
    private final AwsVaultFiles files;

    AwsVaultImport(Invocation invocation) {
        this.invocation = invocation;
        this.files = new AwsVaultFiles(AwsVaultFiles.folder(
                invocation.world().environment(), invocation.world().home()));
    }

    /** What is done with the keys of a profile; they are closed after it. */
    interface Sink {
        void take(String profile, AccessKeys keys) throws IOException;
    }

    /**
     * Reads the keys of the profiles that are wanted.
     *
     * @param named the one profile, or null: the person is asked for each
     * @param force all, without being asked
     */
    void run(@Nullable String named, boolean force, Sink sink) throws IOException {
        String backend = invocation.world().environment().getOrDefault("AWS_VAULT_BACKEND", "");
        List<String> inFiles = backend.equals(KEYRING) ? List.of() : files.profiles();
        if (named == null ? !inFiles.isEmpty() : inFiles.contains(named)) {
            takeFiles(chosen(inFiles, named, force), sink);
        } else if (backend.isEmpty() || backend.equals(KEYRING)) {
            takeKeyring(named, force, sink);
        } else {
            throw nothing(named);
        }
    }

    private void takeFiles(List<String> chosen, Sink sink) throws IOException {
        if (chosen.isEmpty()) {
            return;
        }
        try (Secret passphrase = passphrase()) {
            for (String each : chosen) {
                try (AccessKeys keys = files.keys(each, passphrase)) {
                    sink.take(each, keys);
                }
            }
        }
    }

    /** The desktop asks for its passphrase itself, in a window: that needs no terminal. */
    private void takeKeyring(@Nullable String named, boolean force, Sink sink) throws IOException {
        Optional<AwsVaultKeyring> opened = AwsVaultKeyring.open(
                AwsVaultKeyring.collection(invocation.world().environment()),
                !invocation.options().noInput());
        if (opened.isEmpty()) {
            throw nothing(named);
        }
        try (AwsVaultKeyring keyring = opened.get()) {
            for (String each : chosen(keyring.profiles(), named, force)) {
                try (AccessKeys keys = keyring.keys(each)) {
                    sink.take(each, keys);
                }
            }
        }
    }

    private List<String> chosen(List<String> all, @Nullable String named, boolean force) throws IOException {
        if (all.isEmpty() || (named != null && !all.contains(named))) {
            throw nothing(named);
        }
        if (named != null || force) {
            return named == null ? all : List.of(named);
        }
        if (!invocation.canAsk()) {
            throw Problem.usage(
                            "which profiles: " + String.join(", ", all), "name one, or add --force to import them all")
                    .failure();
        }
        List<String> chosen = new ArrayList<>();
        for (String each : all) {
            String answer = invocation
                    .console()
                    .ask("Import the access keys of " + each + "? [y/N] ")
                    .trim();
            if (answer.equalsIgnoreCase("y") || answer.equalsIgnoreCase("yes")) {
                chosen.add(each);
            }
        }
        return chosen;
    }

    /** aws-vault itself can read all its backends, and hand the keys over. */
    private RuntimeException nothing(@Nullable String named) {
        String what = named == null ? "no access keys" : "no access keys of " + named;
        String profile = named == null ? "PROFILE" : ShellQuote.word(named);
        return new Problem(
                        "no-credentials",
                        "aws-vault has " + what + " in " + files.folder(),
                        List.of(
                                "its files elsewhere: set AWS_VAULT_FILE_DIR",
                                "its Secret Service keyring has another name than "
                                        + AwsVaultKeyring.collection(
                                                invocation.world().environment())
                                        + ": set AWS_VAULT_SECRET_SERVICE_COLLECTION_NAME",
                                "from any other of its backends: aws-vault exec --no-session " + profile
                                        + " -- ykaws add --env " + profile),
                        ExitCode.NOT_FOUND_OR_AMBIGUOUS)
                .failure();
    }

    private Secret passphrase() throws IOException {
        String set = invocation.world().environment().getOrDefault(PASSPHRASE, "");
        if (!set.isEmpty()) {
            return Secret.ofChars(set.toCharArray());
        }
        Optional<Secret> given = Passwords.secret(invocation, "Passphrase of aws-vault's files: ");
        return given.orElseThrow(() -> new Problem(
                        "locked",
                        "aws-vault's files are encrypted and there is nobody to ask for their passphrase",
                        List.of("set " + PASSPHRASE + ", or give it as a line on standard input"),
                        ExitCode.LOCKED)
                .failure());
    }
}
