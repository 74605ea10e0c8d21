package ykaws;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import ykaws.harness.AttachedKey;
import ykaws.harness.KeyInReader;
import ykaws.harness.Place;
import ykaws.harness.Program;
import ykaws.harness.PtyProgram;
import ykaws.harness.Requirement;
import ykaws.sandbox.StateFolder;
import ykaws.sandbox.aws.AccessKey;
import ykaws.sandbox.aws.LocalAws;
import ykaws.sandbox.aws.LocalAwsSettings;

/** Two keys, one reader, one enrollment: a person swaps them when asked, over the real pcscd. */
class EnrollSwapIT {
    private static final String FIRST = "12345678";
    private static final String SECOND = "23456789";

    private final Place place = Place.create();
    private String vpcd = "";
    private LocalAws aws;

    @BeforeEach
    void anAccount() throws IOException {
        vpcd = Requirement.virtualReader();
        aws = LocalAws.start(
                new StateFolder(place.root().resolve("aws")),
                LocalAwsSettings.of(SandboxAws.template(), Clock.systemUTC()));
    }

    @AfterEach
    void clean() throws IOException {
        if (aws != null) {
            aws.close();
        }
        place.close();
    }

    private Program ykaws() throws IOException {
        AccessKey dev = aws.devKey();
        Path credentials = place.root().resolve("credentials");
        if (!Files.exists(credentials)) {
            Files.createFile(
                    credentials, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(
                    credentials,
                    "[dev]\naws_access_key_id = " + dev.accessKeyId() + "\naws_secret_access_key = "
                            + dev.secretAccessKey() + "\n");
        }
        return Program.ykaws(place)
                .env("AWS_SHARED_CREDENTIALS_FILE", credentials.toString())
                .env("AWS_ENDPOINT_URL", aws.endpoint().toString())
                .env("AWS_REGION", "us-east-1");
    }

    /** Swaps when asked, as often as asked, until the text comes. */
    private void swapUntil(PtyProgram person, String end) {
        String plugged = FIRST;
        AttachedKey key = AttachedKey.into(place, vpcd, plugged);
        try {
            for (int swap = 0; swap < 6; swap++) {
                String other = plugged.equals(FIRST) ? SECOND : FIRST;
                String asked = person.expect(java.util.regex.Pattern.compile(
                        "insert YubiKey " + other + "|" + java.util.regex.Pattern.quote(end)));
                if (!asked.startsWith("insert")) {
                    return;
                }
                key.close();
                plugged = other;
                key = AttachedKey.into(place, vpcd, plugged);
            }
            throw new AssertionError("still swapping: " + person.screen());
        } finally {
            key.close();
        }
    }

    @Test
    void twoKeysBecomeTwoDevicesAtOnePort() throws IOException {
        try (PtyProgram person = PtyProgram.start(
                ykaws(), "--reader", KeyInReader.READER, "enroll", "dev", "--key", FIRST, "--key", SECOND)) {
            person.expect("insert YubiKey " + FIRST);
            swapUntil(person, "mfa/dev-" + SECOND + " is now an MFA device of dev, on key " + SECOND);
            assertThat(person.exitCode()).isZero();
            assertThat(person.screen()).contains("mfa/dev is now an MFA device of dev, on key " + FIRST);
        }
        assertThat(Files.readString(place.home().resolve(".aws/config")))
                .contains("mfa_serial = arn:aws:iam::123456789012:mfa/dev\n");
    }

    @Test
    void oneSecretForBothAtOnePort() throws IOException {
        try (PtyProgram person = PtyProgram.start(
                ykaws(),
                "--reader",
                KeyInReader.READER,
                "enroll",
                "dev",
                "--same-seed",
                "--key",
                FIRST,
                "--key",
                SECOND)) {
            person.expect("insert YubiKey " + FIRST);
            swapUntil(person, "mfa/dev is now the MFA device of dev, on key " + FIRST + " and " + SECOND);
            assertThat(person.exitCode()).isZero();
        }
    }
}
