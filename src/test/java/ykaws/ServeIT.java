package ykaws;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import ykaws.harness.Outcome;
import ykaws.harness.Place;
import ykaws.harness.Program;
import ykaws.harness.PtyProgram;
import ykaws.harness.Requirement;
import ykaws.harness.Waiting;
import ykaws.sandbox.StateFolder;
import ykaws.sandbox.aws.CallLog;

/** Credentials by HTTP, as real AWS programs fetch them; whose calls they were is read from the local AWS's log. */
class ServeIT {
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
        return Program.ykaws(place).env("YKAWS_SANDBOX", "1").env("YKAWS_SANDBOX_TOUCH", "auto");
    }

    private CallLog lastCall() throws IOException {
        List<CallLog> all = CallLog.read(new StateFolder(place.stateFolder().resolve("sandbox")));
        return all.get(all.size() - 1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"--server", "--ec2"})
    void theAwsCliAndBoto3FindTheirCredentials(String how) throws IOException {
        Path aws = Requirement.awsCli();
        Path python = Requirement.boto3();

        Outcome cli = ykaws().run(
                        "exec",
                        how,
                        "dev-role",
                        "--",
                        "sh",
                        "-c",
                        aws + " --endpoint-url \"$AWS_ENDPOINT_URL\" sts get-caller-identity --output text");
        assertThat(cli.expect(0).out()).contains("arn:aws:sts::123456789012:assumed-role/DevRole/");
        assertThat(lastCall().userAgent()).contains("aws-cli");

        Outcome boto3 = ykaws().run(
                        "exec",
                        how,
                        "dev-role",
                        "--",
                        python.toString(),
                        "-c",
                        "import boto3, os; sts = boto3.client('sts', endpoint_url=os.environ['AWS_ENDPOINT_URL']);"
                                + " print(sts.get_caller_identity()['Arn'], boto3.Session().get_credentials().method)");
        assertThat(boto3.expect(0).out())
                .contains("assumed-role/DevRole/")
                .contains(how.equals("--ec2") ? "iam-role" : "container-role");
        assertThat(lastCall().userAgent()).startsWith("Boto3");
    }

    @Test
    void serveAnswersUntilItIsEndedAndLeavesNothing() throws Exception {
        String role = "arn:aws:iam::123456789012:role/DevRole";
        Path token;
        try (Program.Running serve = ykaws().start("serve", "--allow-role", role, "dev", "dev-role")) {
            serve.expect("# export AWS_CONTAINER_CREDENTIALS_FULL_URI=http");
            serve.expect("/role-arn/");
            String printed = serve.outSoFar();
            token = Path.of(exported(printed, "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE"));
            String uri = exported(printed, "AWS_CONTAINER_CREDENTIALS_FULL_URI");
            assertThat(printed).startsWith("unset AWS_ACCESS_KEY_ID ").contains("\nexport AWS_REGION=us-east-1\n");
            assertThat(Files.readString(token)).isEqualTo(exported(printed, "AWS_CONTAINER_AUTHORIZATION_TOKEN"));

            String one = get(uri, Files.readString(token));
            String two = get(uri + "-role", Files.readString(token));
            String three = get(uri.replaceFirst("/profiles/.*", "/role-arn/" + role), Files.readString(token));
            assertThat(List.of(one, two, three))
                    .allMatch(
                            answer -> answer.matches("200 \\{\"AccessKeyId\":\"ASIA.*\"AccountId\":\"123456789012\"}"))
                    .doesNotHaveDuplicates();
            assertThat(get(uri, "guessed")).startsWith("403 {\"code\":\"AccessDenied\"");
            assertThat(get(uri + "s", Files.readString(token))).startsWith("404 ");

            // What was printed is for a shell; the local AWS stays up for those who use it.
            Outcome used = Program.of(place, "sh")
                    .stdin(printed + "\ncurl -sf -H \"Authorization: $AWS_CONTAINER_AUTHORIZATION_TOKEN\""
                            + " \"$AWS_CONTAINER_CREDENTIALS_FULL_URI\" >/dev/null && curl -s \"$AWS_ENDPOINT_URL\"")
                    .run();
            assertThat(used.expect(0).out()).contains("MissingAuthenticationToken");

            serve.process().destroy();
            assertThat(serve.await().code()).isEqualTo(143);
        }
        assertThat(token).doesNotExist();
    }

    /** What is printed for a shell leaves nothing in it that an SDK takes before the endpoint, or instead of it. */
    @Test
    void whatServePrintsTakesAwayWhatWouldComeFirst() {
        List<String> inherited = List.of(
                "AWS_PROFILE",
                "AWS_ROLE_ARN",
                "AWS_WEB_IDENTITY_TOKEN_FILE",
                "AWS_CONTAINER_CREDENTIALS_FULL_URI",
                "AWS_CONTAINER_AUTHORIZATION_TOKEN",
                "AWS_EC2_METADATA_DISABLED");
        try (Program.Running serve = ykaws().start("serve", "--ec2", "dev")) {
            serve.expect("export no_proxy=");
            Program shell = Program.of(place, "sh").env("KEPT", "inherited");
            inherited.forEach(name -> shell.env(name, "inherited"));
            List<String> left =
                    shell.stdin(serve.outSoFar() + "\nenv\n").run().expect(0).outLines();
            assertThat(left).filteredOn(line -> line.endsWith("=inherited")).containsExactly("KEPT=inherited");
            assertThat(left)
                    .anyMatch(line -> line.matches(
                            "AWS_EC2_METADATA_SERVICE_ENDPOINT=http://127\\.0\\.0\\.1:\\d+/[0-9a-f]{32}/"));
        }
    }

    private static String exported(String printed, String name) {
        Matcher line = Pattern.compile("(?m)^export " + name + "=(.*)$").matcher(printed);
        assertThat(line.find()).as(name).isTrue();
        return line.group(1);
    }

    private static String get(String uri, String token) throws IOException, InterruptedException {
        HttpResponse<String> answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(uri))
                                .header("Authorization", token)
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        return answer.statusCode() + " " + answer.body();
    }

    /** In JSON, and without any request before the first one. */
    @Test
    void lazyOnesAreFetchedByTheFirstRequestInTime() throws Exception {
        try (Program.Running serve = ykaws().start("serve", "--lazy", "-o", "json", "dev")) {
            serve.expect("}\n");
            String printed = serve.outSoFar();
            assertThat(lastCall().action()).isEqualTo("TagMFADevice");
            assertThat(printed)
                    .matches("(?s)\\{\"origin\":\"http://127.0.0.1:\\d+\",\"served\":\\[\\{\"profile\":\"dev\","
                            + "\"uri\":\"http://127.0.0.1:\\d+/profiles/dev\"}],\"environment\":\\{.*}}\\n");
            Matcher uri = Pattern.compile("\"uri\":\"([^\"]*)\"").matcher(printed);
            Matcher token =
                    Pattern.compile("AUTHORIZATION_TOKEN\":\"([^\"]*)\"").matcher(printed);
            assertThat(uri.find() && token.find()).isTrue();
            // The touch after 300 ms and the call to STS may take longer than one request waits, on a busy machine.
            Waiting.until(() -> isThere(uri.group(1), token.group(1)), () -> "credentials");
            assertThat(lastCall().action()).isEqualTo("GetSessionToken");
        }
    }

    private static boolean isThere(String uri, String token) {
        try {
            return get(uri, token).startsWith("200 ");
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void theParentOfAServedCommandStandsInNobodysWay() {
        String command = "trap 'echo trapped; exit 42' INT TERM; echo ready $PPID; while :; do sleep 0.1; done";
        try (PtyProgram pty = PtyProgram.start(ykaws(), "exec", "--server", "dev-role", "--", "sh", "-c", command)) {
            pty.expect("ready ").ctrl('C').expect("trapped");
            assertThat(pty.exitCode()).isEqualTo(42);
        }
        try (Program.Running running = ykaws().start("exec", "-s", "dev-role", "--", "sh", "-c", command)) {
            running.expect("ready " + running.pid());
            running.process().destroy();
            assertThat(running.await().code()).isEqualTo(42);
        }
        Outcome killed = ykaws().run("exec", "--ec2", "dev-role", "--", "sh", "-c", "kill -KILL $$");
        assertThat(killed.code()).isEqualTo(137);
    }
}
