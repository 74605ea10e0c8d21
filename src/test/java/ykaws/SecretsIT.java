package ykaws;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import ykaws.harness.Leaks;
import ykaws.harness.Outcome;
import ykaws.harness.Place;
import ykaws.harness.Program;
import ykaws.harness.PtyProgram;

/** Secrets stay where they belong: searched for in all that a run leaves behind. */
class SecretsIT {
    private static final String SEED = "MFRGGZDFMZTWQ2LKNNWG23TPOBYXE43U";
    private static final String PASSWORD = "correct horse battery";
    private static final String PASSPHRASE = "open sesame and so on";
    /** No other test's: all command lines of this machine are searched for it. */
    private static final String SECRET_KEY = "kQ7ZpV2s/Xn4LmWc9RtYbHf8JdGe3AuSo61iTzNq";

    private final Place place = Place.create();
    private final List<Outcome> outcomes = new ArrayList<>();

    @AfterEach
    void clean() {
        place.close();
    }

    private void run(Program program, String... words) {
        Outcome outcome = program.run(words).expect(0);
        outcomes.add(outcome);
    }

    private Program sandbox() {
        return Program.ykaws(place).env("YKAWS_SANDBOX", "1");
    }

    private void absent(Leaks secret, Predicate<Path> allowed) throws IOException {
        for (Outcome outcome : outcomes) {
            secret.absentFrom(outcome);
        }
        secret.absentUnder(place.root(), allowed);
        secret.absentFromCommandLines();
    }

    @Test
    void aSeedOnStandardInputIsOnTheSoftwareKeyAlone() throws IOException {
        run(sandbox().stdin(SEED + "\n"), "-vv", "oath", "add", "arn:aws:iam::123456789012:mfa/dev");
        run(sandbox(), "-vv", "code", "dev");
        assertThat(outcomes.get(0).err()).contains("PUT");

        List<String> found = new ArrayList<>();
        for (Leaks seed : Leaks.ofBase32(SEED)) {
            absent(seed, SecretsIT::isTheKey);
            found.addAll(seed.under(place.root(), file -> false));
        }
        // The control: the search does find it where it is.
        assertThat(found).isNotEmpty();
    }

    @Test
    void aSeedAtAPromptIsOnTheSoftwareKeyAlone() throws IOException {
        try (PtyProgram program = PtyProgram.start(sandbox(), "-vv", "oath", "add", "acme:x")) {
            program.expect("Secret (base32): ").line(SEED).expect("stored acme:x");
            assertThat(program.exitCode()).isZero();
            for (Leaks seed : Leaks.ofBase32(SEED)) {
                seed.absentFrom("the terminal", program.raw().getBytes(StandardCharsets.UTF_8));
                absent(seed, SecretsIT::isTheKey);
            }
        }
    }

    @Test
    void thePasswordOfTheKeyIsNowhere() throws IOException {
        run(sandbox().stdin(PASSWORD + "\n"), "-vv", "oath", "password", "set");
        run(sandbox().stdin(PASSWORD + "\n"), "-vv", "code");

        absent(Leaks.of(PASSWORD), file -> false);
    }

    @Test
    void accessKeysAndPassphraseAreSealed() throws IOException {
        Path file = place.root().resolve("passphrase");
        Files.writeString(file, PASSPHRASE + "\n");
        Files.setPosixFilePermissions(file, java.nio.file.attribute.PosixFilePermissions.fromString("rw-------"));
        Program program = Program.ykaws(place).env("YKAWS_VAULT_PASSPHRASE_FILE", file.toString());
        run(program.stdin("AKIAIOSFODNN7EXAMPLE\n" + SECRET_KEY + "\n"), "-vv", "add", "work");
        run(program, "-vv", "list");

        absent(Leaks.of(SECRET_KEY), each -> false);
        absent(Leaks.of(PASSPHRASE), each -> each.equals(file));
    }

    @Test
    void sessionsAreSealedInTheCache() throws IOException {
        run(sandbox(), "-vv", "enroll", "dev");
        Outcome export =
                sandbox().run("-vv", "export", "--format", "json", "dev-role").expect(0);
        String token = export.out().replaceAll("(?s).*\"SessionToken\":\"([^\"]+)\".*", "$1");
        String key = export.out().replaceAll("(?s).*\"SecretAccessKey\":\"([^\"]+)\".*", "$1");
        assertThat(token).hasSizeGreaterThan(50);

        // aws.json is the local AWS, which knows whom it gave what.
        Predicate<Path> localAws = file -> file.endsWith("aws.json");
        absent(Leaks.of(token), localAws);
        absent(Leaks.of(key), localAws);
        Leaks.of(key).absentFrom("the trace", export.stderr());
    }

    private static boolean isTheKey(Path file) {
        return file.getFileName().toString().startsWith("key-12345678.");
    }
}
