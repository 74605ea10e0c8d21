package ykaws;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import ykaws.harness.Outcome;
import ykaws.harness.Place;
import ykaws.harness.Program;
import ykaws.harness.Requirement;
import ykaws.sandbox.StateFolder;
import ykaws.sandbox.aws.CallLog;
import ykaws.sandbox.key.SoftKeys;
import ykaws.sandbox.key.TouchModes;

/** Commands run as a role that asks for MFA. Calls and touches are counted by the local AWS and by the key. */
class ExecIT {
    private final Place place = Place.create();

    @BeforeEach
    void enroll() {
        ykaws().run("enroll", "dev").expect(0);
    }

    @AfterEach
    void clean() {
        place.close();
    }

    private Program ykaws() {
        return Program.ykaws(place).env("YKAWS_SANDBOX", "1");
    }

    private StateFolder folder() throws IOException {
        return new StateFolder(place.stateFolder().resolve("sandbox"));
    }

    private int touches() throws IOException {
        return SoftKeys.in(folder(), SoftKeys.Settings.of(TouchModes.never(ykaws.sandbox.Pause.SYSTEM)))
                .keys()
                .get(0)
                .summary()
                .touches();
    }

    private List<String> callsSince(int before) throws IOException {
        List<CallLog> all = CallLog.read(folder());
        return all.subList(before, all.size()).stream()
                .map(each -> each.service() + ":" + each.action() + " " + each.outcome())
                .toList();
    }

    private int calls() throws IOException {
        return CallLog.read(folder()).size();
    }

    @Test
    void oneTouchThenNone() throws IOException {
        int touches = touches();
        int calls = calls();

        ykaws().run("exec", "dev-role", "--", "true").expect(0);
        assertThat(touches()).isEqualTo(touches + 1);
        assertThat(callsSince(calls)).hasSize(2).allMatch(each -> each.matches("sts:(GetSessionToken|AssumeRole) .*"));

        int later = calls();
        ykaws().run("exec", "dev-role", "--", "true").expect(0);
        ykaws().run("export", "dev-role", "--format", "json").expect(0);
        assertThat(touches()).isEqualTo(touches + 1);
        assertThat(callsSince(later)).isEmpty();
    }

    @Test
    void theChildFindsTheCredentialsAndNoOthers() {
        Program program = ykaws();
        List<String> removed = List.of(
                "AWS_SECURITY_TOKEN",
                "AWS_CREDENTIAL_FILE",
                "AWS_DEFAULT_PROFILE",
                "AWS_SDK_LOAD_CONFIG",
                "AWS_ROLE_ARN",
                "AWS_ROLE_SESSION_NAME",
                "AWS_WEB_IDENTITY_TOKEN_FILE",
                "AWS_CONTAINER_CREDENTIALS_FULL_URI",
                "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI",
                "AWS_CONTAINER_AUTHORIZATION_TOKEN",
                "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE");
        removed.forEach(name -> program.env(name, "inherited"));

        List<String> environment = program.env("AWS_ACCESS_KEY_ID", "inherited")
                .env("AWS_SECRET_ACCESS_KEY", "inherited")
                .env("AWS_SESSION_TOKEN", "inherited")
                .env("AWS_ROLE_ARN", "arn:aws:iam::123456789012:role/DevRole")
                .env("KEPT", "kept")
                .run("exec", "dev-role", "--", "env")
                .expect(0)
                .outLines();

        assertThat(environment).noneMatch(line -> line.endsWith("=inherited"));
        assertThat(environment).contains("AWS_VAULT=dev-role", "AWS_REGION=us-east-1", "KEPT=kept");
        assertThat(environment).contains("AWS_DEFAULT_REGION=us-east-1");
        assertThat(environment).anyMatch(line -> line.matches("AWS_ACCESS_KEY_ID=ASIA[A-Z0-9]+"));
        assertThat(environment).anyMatch(line -> line.startsWith("AWS_SESSION_TOKEN="));
        assertThat(environment).anyMatch(line -> line.matches("AWS_CREDENTIAL_EXPIRATION=\\d{4}-\\d\\d-\\d\\dT.*Z"));
        assertThat(environment).anyMatch(line -> line.matches("AWS_ENDPOINT_URL=http://127\\.0\\.0\\.1:\\d+"));
        assertThat(environment).anyMatch(line -> line.matches("NO_PROXY=.*127\\.0\\.0\\.1.*"));
        assertThat(environment).noneMatch(line -> line.startsWith("AWS_PROFILE=") || line.startsWith("AWS_ROLE_"));
    }

    @Test
    void theRealAwsCliIsTheRole() throws IOException {
        Path aws = Requirement.awsCli();
        int calls = calls();

        Outcome identity = ykaws().run(
                        "exec",
                        "dev-role",
                        "--",
                        "sh",
                        "-c",
                        aws + " --endpoint-url \"$AWS_ENDPOINT_URL\" sts get-caller-identity --output text");

        assertThat(identity.expect(0).out()).contains("arn:aws:sts::123456789012:assumed-role/DevRole/");
        assertThat(callsSince(calls)).last().asString().startsWith("sts:GetCallerIdentity");
    }

    @Test
    void manyAtOnceShareOneTouchAndOneSession() throws IOException {
        int touches = touches();
        int calls = calls();
        List<Program.Running> all = new ArrayList<>();
        try {
            for (int i = 0; i < 6; i++) {
                all.add(ykaws().start("export", "--format", "json", "dev-role"));
            }
            List<String> answers = new ArrayList<>();
            for (Program.Running each : all) {
                answers.add(each.await().expect(0).out());
            }
            assertThat(answers).hasSize(6).containsOnly(answers.get(0));
        } finally {
            all.forEach(Program.Running::close);
        }
        assertThat(touches()).isEqualTo(touches + 1);
        assertThat(callsSince(calls)).hasSize(2);
    }

    @Test
    void aNetworkThatIsDeadIsSaidSo() {
        Outcome dead = Program.ykaws(place)
                .env("AWS_ENDPOINT_URL", "http://127.0.0.1:9")
                .env("AWS_REGION", "us-east-1")
                .env("YKAWS_VAULT_PASSPHRASE_FILE", "/nonexistent")
                .stdin("")
                .run("exec", "--no-session", "nobody", "--", "true");
        assertThat(dead.code()).isEqualTo(5);

        ykaws().run("clear").expect(0);
        Outcome refused = Program.ykaws(place)
                .env("AWS_SHARED_CREDENTIALS_FILE", credentials().toString())
                .env("AWS_ENDPOINT_URL", "http://127.0.0.1:9")
                .env("AWS_REGION", "us-east-1")
                .run("export", "plain");

        assertThat(refused.code()).isEqualTo(8);
        assertThat(refused.errLines().get(0)).startsWith("ykaws: error: ");
        assertThat(refused.err()).contains("ykaws: hint: ");
    }

    private Path credentials() {
        Path file = place.root().resolve("credentials");
        try {
            java.nio.file.Files.writeString(
                    file,
                    "[plain]\naws_access_key_id = AKIAIOSFODNN7EXAMPLE\n"
                            + "aws_secret_access_key = wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY\n");
            java.nio.file.Files.setPosixFilePermissions(
                    file, java.nio.file.attribute.PosixFilePermissions.fromString("rw-------"));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return file;
    }
}
