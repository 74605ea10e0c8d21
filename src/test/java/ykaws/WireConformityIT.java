package ykaws;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import ykaws.aws.AccessKeys;
import ykaws.aws.AssumeRole;
import ykaws.aws.AwsException;
import ykaws.aws.Endpoints;
import ykaws.aws.Iam;
import ykaws.aws.MfaCode;
import ykaws.aws.ServerDates;
import ykaws.aws.Sts;
import ykaws.aws.sdk.SdkClients;
import ykaws.harness.Place;
import ykaws.harness.Program;
import ykaws.harness.Requirement;
import ykaws.oath.Secret;

/** What goes over the wire to AWS is what boto3, made from AWS's own model of its services, sends for the same calls. */
class WireConformityIT {
    private static final String SERIAL = "arn:aws:iam::123456789012:mfa/team/dev";
    private static final String ROLE = "arn:aws:iam::123456789012:role/DevRole";
    private static final String KEY_ID = "AKIAIOSFODNN7EXAMPLE";
    private static final String SECRET = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";
    private static final Pattern SCOPE = Pattern.compile(
            "AWS4-HMAC-SHA256 Credential=" + KEY_ID + "/[0-9]{8}/([a-z0-9-]+)/([a-z]+)/aws4_request,.*");

    private static final String BOTO3 = """
            import sys, boto3, botocore.config
            url, region, key, secret, serial, role = sys.argv[1:]
            common = dict(region_name=region, aws_access_key_id=key, aws_secret_access_key=secret,
                          config=botocore.config.Config(retries={'max_attempts': 0}))
            home = {'cn-north-1': 'cn-north-1', 'us-gov-west-1': 'us-gov-west-1'}.get(region, 'us-east-1')
            iam = boto3.client('iam', endpoint_url=url, **dict(common, region_name=home))
            sts = boto3.client('sts', endpoint_url=url, **common)
            codes = dict(AuthenticationCode1='123456', AuthenticationCode2='654321')
            for call in (
                lambda: iam.create_virtual_mfa_device(Path='/team/', VirtualMFADeviceName='dev'),
                lambda: iam.enable_mfa_device(UserName='dev', SerialNumber=serial, **codes),
                lambda: iam.resync_mfa_device(UserName='dev', SerialNumber=serial, **codes),
                lambda: iam.tag_mfa_device(SerialNumber=serial, Tags=[
                    dict(Key='ykaws:key-serial', Value='12345678 23456789'), dict(Key='team', Value='a/b+c&d=e')]),
                lambda: iam.deactivate_mfa_device(UserName='dev', SerialNumber=serial),
                lambda: iam.delete_virtual_mfa_device(SerialNumber=serial),
                lambda: iam.list_mfa_devices(UserName='dev'),
                lambda: iam.list_virtual_mfa_devices(AssignmentStatus='Unassigned'),
                lambda: sts.get_caller_identity(),
                lambda: sts.get_session_token(DurationSeconds=3600, SerialNumber=serial, TokenCode='123456'),
                lambda: sts.assume_role(RoleArn=role, RoleSessionName='dev@laptop', DurationSeconds=900,
                                        SerialNumber=serial, TokenCode='123456'),
            ):
                try:
                    call()
                except Exception as e:
                    if 'recorded' not in str(e):
                        raise
            """;

    private final Place place = Place.create();
    private final Map<String, Request> recorded = new LinkedHashMap<>();
    private HttpServer server;

    /** A request as far as it is the same for every program: without dates, signature and the program's name. */
    private record Request(
            String method,
            String target,
            String contentType,
            String region,
            String service,
            boolean token,
            Map<String, String> parameters) {}

    @BeforeEach
    void listen() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::record);
        server.start();
    }

    @AfterEach
    void clean() {
        server.stop(0);
        place.close();
    }

    private URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** Every call is refused: what a program makes of an answer is not the question here. */
    private void record(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            Map<String, String> parameters = new TreeMap<>();
            for (String each : body.split("&", -1)) {
                String[] pair = each.split("=", 2);
                parameters.put(decoded(pair[0]), decoded(pair[1]));
            }
            Matcher scope = SCOPE.matcher(exchange.getRequestHeaders().getFirst("Authorization"));
            assertThat(scope.matches()).isTrue();
            synchronized (recorded) {
                recorded.put(
                        parameters.get("Action"),
                        new Request(
                                exchange.getRequestMethod(),
                                exchange.getRequestURI().toString(),
                                // The parameter "charset" says nothing of a form that is ASCII.
                                exchange.getRequestHeaders()
                                        .getFirst("Content-Type")
                                        .replaceAll(";.*", ""),
                                scope.group(1),
                                scope.group(2),
                                exchange.getRequestHeaders().containsKey("X-Amz-Security-Token"),
                                parameters));
            }
            byte[] answer = ("<ErrorResponse><Error><Type>Sender</Type><Code>AccessDenied</Code><Message>recorded"
                            + "</Message></Error><RequestId>1</RequestId></ErrorResponse>")
                    .getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "text/xml");
            exchange.sendResponseHeaders(403, answer.length);
            exchange.getResponseBody().write(answer);
        }
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    private interface Call {
        void send() throws AwsException;
    }

    private static void send(Call call) throws AwsException {
        try {
            call.send();
        } catch (AwsException e) {
            if (e.kind() != AwsException.Kind.DENIED) {
                throw e;
            }
        }
    }

    private void ours(String region) throws AwsException {
        try (AccessKeys keys = new AccessKeys(KEY_ID, Secret.copyOf(SECRET.getBytes(StandardCharsets.UTF_8)))) {
            Endpoints here = new Endpoints(region, endpoint(), endpoint(), null);
            SdkClients clients = SdkClients.ofLocalAws(ServerDates.NONE);
            Iam iam = clients.iam(keys, here);
            Sts sts = clients.sts(keys, here);
            MfaCode code = new MfaCode(SERIAL, "123456");
            Map<String, String> tags = new LinkedHashMap<>();
            tags.put("ykaws:key-serial", "12345678 23456789");
            tags.put("team", "a/b+c&d=e");
            send(() -> iam.createVirtualMfaDevice("/team/", "dev").close());
            send(() -> iam.enableMfaDevice("dev", SERIAL, "123456", "654321"));
            send(() -> iam.resyncMfaDevice("dev", SERIAL, "123456", "654321"));
            send(() -> iam.tagMfaDevice(SERIAL, tags));
            send(() -> iam.deactivateMfaDevice("dev", SERIAL));
            send(() -> iam.deleteVirtualMfaDevice(SERIAL));
            send(() -> iam.listMfaDevices("dev"));
            send(() -> iam.listVirtualMfaDevices(true));
            send(sts::getCallerIdentity);
            send(() -> sts.getSessionToken(Duration.ofHours(1), code).close());
            send(() -> sts.assumeRole(
                            new AssumeRole(ROLE, "dev@laptop", Duration.ofMinutes(15), AssumeRole.Options.NONE), code)
                    .close());
        }
    }

    private Map<String, Request> taken() {
        synchronized (recorded) {
            Map<String, Request> all = new LinkedHashMap<>(recorded);
            recorded.clear();
            return all;
        }
    }

    private void sameIn(String region) throws AwsException {
        Path python = Requirement.boto3();
        Program.of(place, python.toString(), "-c", BOTO3, endpoint().toString(), region, KEY_ID, SECRET, SERIAL, ROLE)
                .env("NO_PROXY", "127.0.0.1")
                .env("AWS_EC2_METADATA_DISABLED", "true")
                .run()
                .expect(0);
        Map<String, Request> model = taken();
        ours(region);
        Map<String, Request> own = taken();

        assertThat(model).hasSize(11);
        assertThat(model.get("EnableMFADevice").parameters())
                .containsEntry("Version", "2010-05-08")
                .containsEntry("AuthenticationCode2", "654321");
        assertThat(own).isEqualTo(model);
    }

    @Test
    void inTheUsualPartition() throws AwsException {
        sameIn("eu-central-1");
    }

    @Test
    void inChina() throws AwsException {
        sameIn("cn-north-1");
    }
}
