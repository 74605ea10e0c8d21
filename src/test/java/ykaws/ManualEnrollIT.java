package ykaws;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import ykaws.harness.Outcome;
import ykaws.harness.Place;
import ykaws.harness.Program;
import ykaws.harness.PtyProgram;
import ykaws.harness.Requirement;
import ykaws.sandbox.StateFolder;
import ykaws.sandbox.aws.AccessKey;
import ykaws.sandbox.aws.LocalAws;
import ykaws.sandbox.aws.LocalAwsSettings;

/** {@code enroll --manual} at a terminal, beside AWS's form, which an administrator's AWS CLI plays. */
class ManualEnrollIT {
    private static final String ARN = "arn:aws:iam::123456789012:mfa/laptop";
    private static final Pattern CODES = Pattern.compile("MFA code 2 within [0-9]+ s:\\n([0-9]{6})\\n([0-9]{6})\\n");

    private final Place place = Place.create();
    private LocalAws aws;

    @BeforeEach
    void anAccount() throws IOException {
        StateFolder folder = new StateFolder(place.stateFolder().resolve("sandbox"));
        aws = LocalAws.start(folder, LocalAwsSettings.of(SandboxAws.template(), Clock.systemUTC()));
        aws.announce();
    }

    @AfterEach
    void clean() throws IOException {
        aws.close();
        place.close();
    }

    private Program ykaws() {
        return Program.ykaws(place).env("YKAWS_SANDBOX", "1").env("YKAWS_SANDBOX_TOUCH", "auto");
    }

    private Outcome form(String... words) throws IOException {
        Path program = Requirement.awsCli();
        AccessKey admin = aws.adminKey();
        return Program.of(
                        place,
                        program.toString(),
                        "--endpoint-url",
                        aws.endpoint().toString(),
                        "iam")
                .env("AWS_ACCESS_KEY_ID", admin.accessKeyId())
                .env("AWS_SECRET_ACCESS_KEY", admin.secretAccessKey())
                .env("AWS_DEFAULT_REGION", "us-east-1")
                .env("NO_PROXY", "127.0.0.1")
                .run(words);
    }

    private Path screenshot() throws IOException {
        Path file = place.work().resolve("form.png");
        form(
                        "create-virtual-mfa-device",
                        "--virtual-mfa-device-name",
                        "laptop",
                        "--bootstrap-method",
                        "QRCodePNG",
                        "--outfile",
                        file.toString())
                .expect(0);
        assertThat(file).isNotEmptyFile();
        return file;
    }

    @Test
    void aScreenshotOfTheFormIsEnoughAndIamConfirmsIt() throws IOException {
        Path file = screenshot();
        try (PtyProgram person =
                PtyProgram.start(ykaws(), "enroll", "--manual", "--profile", "dev", "--qr", file.toString())) {
            person.expect("Press Enter when AWS has taken them");
            var codes = CODES.matcher(person.screen());
            assertThat(codes.find()).as(person.screen()).isTrue();

            form(
                            "enable-mfa-device",
                            "--user-name",
                            "dev",
                            "--serial-number",
                            ARN,
                            "--authentication-code1",
                            codes.group(1),
                            "--authentication-code2",
                            codes.group(2))
                    .expect(0);
            person.line("").expect(ARN + " is now the MFA device of dev");
            assertThat(person.exitCode()).isZero();
        }
        assertThat(form("list-mfa-devices", "--user-name", "dev").expect(0).out())
                .contains(ARN);
        assertThat(ykaws().run("status").expect(0).out()).contains(ARN);
        assertThat(Files.readString(place.stateFolder().resolve("sandbox/.aws/config")))
                .contains("mfa_serial = " + ARN);
    }

    @Test
    void whoIsAskedForTheSecretAndThenInterruptsHasTheKeyAsItWas() {
        try (PtyProgram person = PtyProgram.start(ykaws(), "enroll", "--manual", "laptop", "--profile", "dev")) {
            person.expect("Secret key of the form (not shown): ").line("JBSW Y3DP EHPK 3PXP JBSW Y3DP EHPK 3PXP");
            person.expect("Press Enter when AWS has taken them").line("n");
            person.expect("MFA code 1 and MFA code 2").expect("Press Enter").ctrl('C');
            assertThat(person.exitCode()).isEqualTo(130);
            assertThat(person.screen()).contains("taking back: put").doesNotContain("EHPK");
        }
        assertThat(ykaws().run("oath", "list").expect(0).out()).doesNotContain("laptop");
    }

    @Test
    void whoSaysThatNothingCameOfItToo() {
        try (PtyProgram person = PtyProgram.start(
                ykaws().stdin(""),
                "enroll",
                "--manual",
                "arn:aws:iam::123456789012:mfa/laptop",
                "--profile",
                "nobody")) {
            person.expect("AWS is not asked about the device");
            person.expect("Secret key of the form").line("JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP");
            person.expect("Press Enter when AWS has taken them").line("q");
            person.expect("taking back: put").expect("given up");
            assertThat(person.exitCode()).isEqualTo(130);
        }
        assertThat(ykaws().run("oath", "list").expect(0).out()).doesNotContain("laptop");
    }
}
