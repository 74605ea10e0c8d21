package ykaws;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import ykaws.harness.FakeTime;
import ykaws.harness.Place;
import ykaws.harness.Program;
import ykaws.harness.PtyProgram;
import ykaws.harness.Waiting;
import ykaws.sandbox.StateFolder;
import ykaws.sandbox.aws.CallLog;

/**
 * Credentials that are renewed while a program runs, which lives by a clock that the test sets: sessions of fifteen
 * minutes, of which half must have passed.
 */
@EnabledOnOs(OS.LINUX)
class RefreshIT {
    private static final Duration HALF = Duration.ofMinutes(8);
    private static final String PRESS = "press Enter to touch the software key for arn:aws:iam::123456789012:mfa/dev";

    private final Place place = Place.create();
    private FakeTime time;

    @BeforeEach
    void enroll() {
        time = new FakeTime(place);
        Program.ykaws(place)
                .env("YKAWS_SANDBOX", "1")
                .env("YKAWS_SANDBOX_TOUCH", "auto")
                .run("enroll", "dev")
                .expect(0);
    }

    @AfterEach
    void clean() {
        place.close();
    }

    private Program ykaws(String touch) {
        return time.in(Program.ykaws(place).env("YKAWS_SANDBOX", "1").env("YKAWS_SANDBOX_TOUCH", touch));
    }

    private long sessions() {
        try {
            return CallLog.read(new StateFolder(place.stateFolder().resolve("sandbox"))).stream()
                    .filter(call ->
                            call.is("sts:GetSessionToken") && call.outcome().equals("OK"))
                    .count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Who asks an endpoint: status and body. */
    private record Client(String uri, String token) {
        private static final HttpClient HTTP = HttpClient.newHttpClient();

        static Client of(String printed) {
            return new Client(
                    value(printed, "AWS_CONTAINER_CREDENTIALS_FULL_URI"),
                    value(printed, "AWS_CONTAINER_AUTHORIZATION_TOKEN"));
        }

        private static String value(String printed, String name) {
            Matcher line = Pattern.compile(name + "=(\\S+)").matcher(printed);
            assertThat(line.find()).as(name).isTrue();
            return line.group(1);
        }

        String ask() {
            try {
                HttpResponse<String> answer = HTTP.send(
                        HttpRequest.newBuilder(URI.create(uri))
                                .header("Authorization", token)
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
                return answer.statusCode() + " " + answer.body();
            } catch (IOException e) {
                throw new AssertionError(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AssertionError(e);
            }
        }

        String untilNot(String before) {
            Waiting.until(() -> isNew(ask(), before), () -> "other credentials than " + before);
            return ask();
        }

        private static boolean isNew(String answer, String before) {
            return answer.startsWith("200 ") && !answer.equals(before);
        }
    }

    @Test
    void theTouchIsAskedForAheadOfTheEndWithoutAnyRequest() {
        try (PtyProgram serve = PtyProgram.start(ykaws("enter"), "serve", "-d", "15m", "dev")) {
            serve.expect(PRESS).line("").expect("export no_proxy=");
            Client client = Client.of(serve.screen());
            String first = client.ask();
            assertThat(first).startsWith("200 {\"AccessKeyId\":\"ASIA");
            long sessions = sessions();

            time.pass(HALF);
            serve.expect(PRESS);
            assertThat(client.ask()).as("meanwhile the old ones").isEqualTo(first);
            assertThat(sessions()).isEqualTo(sessions);
            serve.line("");
            client.untilNot(first);
            assertThat(sessions()).isEqualTo(sessions + 1);
        }
    }

    @Test
    void anIgnoredTouchIsSaidAndRestsUntilARequestWantsIt() {
        try (PtyProgram serve = PtyProgram.start(ykaws("enter"), "serve", "-d", "15m", "dev")) {
            serve.expect(PRESS).line("").expect("export no_proxy=");
            Client client = Client.of(serve.screen());
            String first = client.ask();

            time.pass(HALF);
            serve.expect(PRESS).expect("the credentials of dev are not renewed: ");
            assertThat(client.ask()).as("they still hold").isEqualTo(first);

            time.pass(HALF);
            String none = client.ask();
            Waiting.until(() -> client.ask().startsWith("503 "), () -> "the end of the old ones, not " + none);
            serve.expect(PRESS);
            assertThat(client.ask())
                    .startsWith("503 {\"code\":\"CredentialsNotAvailable\",\"message\":\"nobody touched")
                    .contains("; new credentials are being fetched, which may take a touch");
            serve.line("");
            client.untilNot(first);
            assertThat(serve.screen().split(Pattern.quote(PRESS), -1))
                    .as("asked for at the start, ahead of the end, and for the request")
                    .hasSize(1 + 3);
        }
    }

    @Test
    void aNightsSleepIsOverAtTheFirstRequest() {
        try (Program.Running serve = ykaws("auto").start("serve", "-d", "15m", "dev")) {
            serve.expect("export no_proxy=");
            Client client = Client.of(serve.outSoFar());
            String first = client.ask();
            time.pass(Duration.ofHours(9));
            client.untilNot(first);
            assertThat(client.ask()).contains("\"Expiration\":\"");
        }
    }

    /** While another program has the terminal: one line there. */
    @Test
    void besideAServedCommandItIsALineOfItsTerminal() throws IOException {
        String command = "echo rea''dy; while [ ! -e go ]; do sleep 0.1; done; echo done; exit 3";
        try (PtyProgram exec =
                PtyProgram.start(ykaws("enter"), "exec", "-s", "-d", "15m", "dev", "--", "sh", "-c", command)) {
            exec.expect(PRESS).line("").expect("ready\n");
            long sessions = sessions();
            time.pass(HALF);
            exec.expect("ykaws: " + PRESS + "\n").line("");
            Waiting.until(() -> sessions() == sessions + 1, () -> "a new session");
            Files.createFile(place.work().resolve("go"));
            exec.expect("done");
            assertThat(exec.exitCode()).isEqualTo(3);
            assertThat(exec.screen()).doesNotContain("not renewed");
        }
    }

    /** Where there is a desktop, what an editor shows is left as it is. */
    @Test
    void besideAServedCommandADesktopTellsItInstead() throws IOException {
        Path told = place.work().resolve("told");
        Path program = Files.writeString(
                place.bin().resolve("notify-send"), "#!/bin/sh\nprintf '%s\\n' \"$@\" >>'" + told + "'\n");
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
        Program ykaws = ykaws("enter").env("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent");
        try (PtyProgram exec = PtyProgram.start(
                ykaws, "exec", "-s", "-d", "15m", "dev", "--", "sh", "-c", "echo rea''dy; exec sleep 600")) {
            exec.expect(PRESS).line("").expect("ready\n");
            String before = text(told);
            time.pass(HALF);
            Waiting.until(() -> text(told).length() > before.length(), () -> text(told));
            assertThat(text(told).substring(before.length())).contains("\nykaws\n");
            Waiting.until(() -> text(told).endsWith(PRESS + "\n"), () -> text(told));
            assertThat(exec.screen()).endsWith("ready\n");
        }
    }

    private static String text(Path file) {
        try {
            return Files.exists(file) ? Files.readString(file) : "";
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
