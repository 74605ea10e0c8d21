package ykaws;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import ykaws.harness.Outcome;
import ykaws.harness.Place;
import ykaws.harness.Program;
import ykaws.sandbox.StateFolder;
import ykaws.sandbox.aws.AccessKey;
import ykaws.sandbox.aws.CallLog;
import ykaws.sandbox.aws.LocalAws;
import ykaws.sandbox.aws.LocalAwsSettings;

/** The console, opened by a stand-in for a browser that writes down how it was started and what it got. */
class LoginIT {
    private final Place place = Place.create();

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

    private Path browser() throws IOException {
        Path browser = Files.writeString(
                place.bin().resolve("browser"),
                "#!/bin/sh\nprintf '%s\\n' \"$@\" >'" + place.work() + "/arguments'\n" + "exec curl -sL \"$1\" >'"
                        + place.work() + "/page'\n");
        Files.setPosixFilePermissions(browser, PosixFilePermissions.fromString("rwx------"));
        return browser;
    }

    @Test
    void theBrowserIsSignedInAndNoTokenStandsInItsArguments() throws IOException {
        ykaws().run("enroll", "dev").expect(0);
        Outcome login = ykaws().env("BROWSER", browser().toString())
                .run("login", "dev-role", "--path", "ec2/home#Instances:", "--region", "eu-central-1")
                .expect(0);

        assertThat(login.out()).isEmpty();
        assertThat(login.err())
                .contains("ykaws: the browser is signed in as dev-role")
                .doesNotContain("SigninToken");
        assertThat(Files.readString(place.work().resolve("arguments")))
                .matches("http://127\\.0\\.0\\.1:\\d+/[0-9a-f]{32}\\n");
        assertThat(Files.readString(place.work().resolve("page")))
                .contains("Signed in as arn:aws:sts::123456789012:assumed-role/DevRole/ykaws-dev-role"
                        + " as long as the credentials")
                .contains("https://console.aws.amazon.com/ec2/home?region=eu-central-1#Instances:");

        // From long-term keys: then the session's length may be said.
        ykaws().run("clear").expect(0);
        ykaws().env("BROWSER", browser() + " %s")
                .run("login", "--no-session", "dev-role")
                .expect(0);
        assertThat(Files.readString(place.work().resolve("page")))
                .contains("DevRole")
                .contains(" for 3600 s,");
    }

    @Test
    void aUserIsFederatedAndOneWhoMayNotIsToldTheAction() throws IOException {
        AccessKey admin;
        try (LocalAws aws = LocalAws.start(
                folder(), LocalAwsSettings.of(ykaws().run("template").out(), Clock.systemUTC()))) {
            admin = aws.adminKey();
        }
        ykaws().stdin(admin.accessKeyId() + "\n" + admin.secretAccessKey() + "\n")
                .run("add", "admin")
                .expect(0);

        Outcome printed = ykaws().run("login", "admin", "--stdout", "-d", "12h").expect(0);
        assertThat(printed.out())
                .matches(
                        "http://127\\.0\\.0\\.1:\\d+/federation\\?Action=login&Destination=[^ ]*&SigninToken=[^ ]+\\n");
        assertThat(ykaws().run("login", "admin", "-o", "json").expect(0).out())
                .matches("\\{\"profile\":\"admin\",\"page\":\"https://console.aws.amazon.com/console/home\","
                        + "\"url\":\"http[^\"]*\"}\\n");
        assertThat(CallLog.read(folder()))
                .filteredOn(call -> call.is("signin:getSigninToken"))
                .extracting(CallLog::principal)
                .containsOnly("arn:aws:sts::123456789012:federated-user/admin");

        Outcome denied = ykaws().run("login", "dev", "--stdout").expect(7);
        assertThat(denied.out()).isEmpty();
        assertThat(denied.err()).contains("sts:GetFederationToken");
        Outcome tooLong = ykaws().run("login", "admin", "-d", "13h").expect(2);
        assertThat(tooLong.err()).contains("--duration must be between 15m and 12h");
        assertThat(ykaws().run("login", "admin", "--path", "a b").expect(2).err())
                .contains("--path");
    }
}
