package ykaws;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import ykaws.harness.Place;
import ykaws.harness.Program;
import ykaws.harness.Requirement;
import ykaws.sandbox.StateFolder;
import ykaws.sandbox.aws.CallLog;

/** The lines for other programs' configuration, run by those programs. */
class DropInIT {
    private final Place place = Place.create();

    @AfterEach
    void clean() {
        place.close();
    }

    private Program ykaws() {
        return Program.ykaws(place).env("YKAWS_SANDBOX", "1");
    }

    private Program in(String... command) {
        return Program.of(place, command).env("YKAWS_SANDBOX", "1");
    }

    @Test
    void theAwsCliAndBoto3TakeTheirCredentialsAndAnMfaProcessItsCode() throws IOException {
        Path aws = Requirement.awsCli();
        Path python = Requirement.boto3();
        ykaws().run("enroll", "dev").expect(0);
        Files.createDirectories(place.home().resolve(".aws"));
        Files.writeString(
                place.home().resolve(".aws/config"),
                "[profile work]\nregion = us-east-1\ncredential_process = ykaws export --format json dev-role\n");
        StateFolder folder = new StateFolder(place.stateFolder().resolve("sandbox"));
        try (Program.Running local = ykaws().start("sandbox", "serve")) {
            local.expect("AWS_SECRET_ACCESS_KEY=");
            String endpoint = local.outSoFar().lines().findFirst().orElseThrow().replaceFirst(".*?=", "");

            assertThat(in(aws.toString(), "--endpoint-url", endpoint, "--profile", "work")
                            .run("sts", "get-caller-identity", "--output", "text")
                            .expect(0)
                            .out())
                    .contains("assumed-role/DevRole/ykaws-dev-role");
            int calls = CallLog.read(folder).size();
            assertThat(in(python.toString(), "-c")
                            .run("import boto3; print(boto3.Session(profile_name='work')"
                                    + ".client('sts', endpoint_url='" + endpoint + "').get_caller_identity()['Arn'])")
                            .expect(0)
                            .out())
                    .contains("assumed-role/DevRole/ykaws-dev-role");
            assertThat(CallLog.read(folder).subList(calls, CallLog.read(folder).size()))
                    .as("the session was cached")
                    .extracting(CallLog::action)
                    .containsExactly("GetCallerIdentity");
        }
        // What aws-vault runs as mfa_process: the code and nothing else.
        assertThat(ykaws().run("code", "--single", "arn:aws:iam::123456789012:mfa/dev")
                        .expect(0)
                        .out())
                .matches("[0-9]{6}\\n");
    }
}
