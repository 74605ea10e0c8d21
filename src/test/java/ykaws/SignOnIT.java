package ykaws;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import ykaws.harness.Place;
import ykaws.harness.Program;
import ykaws.harness.PtyProgram;
import ykaws.sandbox.StateFolder;
import ykaws.sandbox.aws.CallLog;

/** Signing in by IAM Identity Center on a terminal, with a stand-in for a browser, and without one. */
class SignOnIT {
    private static final String CONFIG = "[sso-session corp]\nsso_start_url = https://corp.awsapps.com/start\n"
            + "sso_region = us-east-1\nsso_registration_scopes = sso:account:access\n"
            + "[profile corp]\nsso_session = corp\nsso_account_id = 123456789012\nsso_role_name = Developer\n";

    private final Place place = Place.create();

    @AfterEach
    void clean() {
        place.close();
    }

    private Program ykaws(String browser) {
        return Program.ykaws(place).env("YKAWS_SANDBOX", "1").env("BROWSER", browser);
    }

    private Path sandbox() throws IOException {
        Path folder = place.stateFolder().resolve("sandbox");
        Program.ykaws(place).env("YKAWS_SANDBOX", "1").run("list", "--profiles").expect(0);
        Files.writeString(folder.resolve(".aws/config"), CONFIG);
        return folder;
    }

    private static List<String> actions(Path sandbox) throws IOException {
        return CallLog.read(new StateFolder(sandbox)).stream()
                .filter(call -> call.service().startsWith("sso"))
                .map(CallLog::action)
                .toList();
    }

    @Test
    void theBrowserBringsTheCodeBack() throws IOException {
        Path sandbox = sandbox();
        Path browser = Files.writeString(
                place.bin().resolve("browser"), "#!/bin/sh\nexec curl -sL \"$1\" >'" + place.work() + "/page'\n");
        Files.setPosixFilePermissions(browser, PosixFilePermissions.fromString("rwx------"));
        try (PtyProgram export = PtyProgram.start(ykaws(browser.toString()), "export", "corp", "--format", "env")) {
            export.expect("sign in, in the browser").expect("AWS_SESSION_TOKEN=");
            assertThat(export.exitCode()).isZero();
        }
        assertThat(Files.readString(place.work().resolve("page"))).contains("Signed in");
        assertThat(actions(sandbox))
                .containsExactly("RegisterClient", "Authorize", "CreateToken", "GetRoleCredentials");
        // Whoever comes later, without a terminal, is signed in.
        ykaws("false").run("clear").expect(0);
        assertThat(ykaws("false")
                        .run("export", "corp", "--format", "json")
                        .expect(0)
                        .out())
                .contains("\"SessionToken\"");
    }

    @Test
    void behindSshAnyBrowserWillDo() throws IOException {
        Path sandbox = sandbox();
        Program program = ykaws("false").env("SSH_CONNECTION", "192.0.2.1 1 192.0.2.2 22");
        try (PtyProgram export = PtyProgram.start(program, "export", "corp", "--format", "env")) {
            export.expect("https://corp.awsapps.com/start/device?user_code=SAND-BOXX")
                    .expect("AWS_SESSION_TOKEN=");
            assertThat(export.exitCode()).isZero();
        }
        assertThat(actions(sandbox)).startsWith("RegisterClient", "StartDeviceAuthorization");
    }

    @Test
    void theWaitForTheBrowserCanBeInterrupted() throws IOException {
        sandbox();
        try (PtyProgram export = PtyProgram.start(ykaws("true"), "export", "corp", "--format", "env")) {
            export.expect("sign in, in the browser").ctrl('C');
            assertThat(export.exitCode()).isEqualTo(130);
        }
    }
}
