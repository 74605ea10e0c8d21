package ykaws.aws.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import ykaws.aws.config.AwsFiles;
import ykaws.aws.config.ConfigException;
import ykaws.aws.config.ProfileSet;

/** Regions, endpoints, and everything that a plan refuses, with its place. */
class SessionPlannerFaultsTest {
    private static final SessionPlanner.Options NONE = SessionPlanner.Options.NONE;

    @TempDir
    Path folder;

    private final Map<String, String> env = new HashMap<>();

    private SessionPlanner planner(String config, String credentials) throws IOException {
        Files.writeString(folder.resolve("config"), config.replace('|', '\n'));
        Files.writeString(folder.resolve("credentials"), credentials.replace('|', '\n'));
        ProfileSet set = ProfileSet.read(new AwsFiles(folder.resolve("config"), folder.resolve("credentials")));
        KeyIndex keys = name -> name.equals("base") ? Optional.of("AKIA") : Optional.empty();
        return new SessionPlanner(set, keys, env);
    }

    private SessionRequest plan(String config) throws IOException {
        return planner(config, "").plan("base", NONE);
    }

    @ParameterizedTest
    @CsvSource({
        "NO_SUCH_PROFILE, 0, '[profile x]',                           'profile p is in no AWS config file, and no keys are stored for it'",
        "NO_CREDENTIALS,  0, '[profile p]|region = eu-west-1',        'profile p has no keys, and names no source_profile'",
        "NO_CREDENTIALS,  0, '[profile p]|source_profile = p',        'profile p has no keys, and names no source_profile'",
        "NO_CREDENTIALS,  3, '[profile p]||source_profile = q',       'source_profile of profile p names q, which does not exist'",
        "INVALID_VALUE,   2, '[profile p]|credential_source = x',     'credential_source is none of Environment, EcsContainer, Ec2InstanceMetadata'",
        "NO_CREDENTIALS,  2, '[profile p]|credential_source = Environment', 'credential_source of profile p is Environment, and AWS_ACCESS_KEY_ID or AWS_SECRET_ACCESS_KEY is not set'",
        "NO_CREDENTIALS,  2, '[profile p]|credential_source = EcsContainer', 'credential_source of profile p is EcsContainer, and neither AWS_CONTAINER_CREDENTIALS_RELATIVE_URI nor AWS_CONTAINER_CREDENTIALS_FULL_URI is set'",
        "INVALID_VALUE,   3, '[profile p]|credential_source = Ec2InstanceMetadata|ec2_metadata_service_endpoint = http://169.254.169.253', 'ec2_metadata_service_endpoint is neither https nor on this machine'",
        "UNSUPPORTED,     2, '[profile p]|login_session = arn:aws:iam::123456789012:user/dev', 'login_session of profile p is a sign-in of the AWS CLI, which ykaws does not read: another profile gets its credentials with credential_process = aws configure export-credentials --profile p'",
        "NO_CREDENTIALS,  2, '[profile p]|sso_session = s|sso_account_id=123456789012|sso_role_name=R', 'sso_session of profile p names [sso-session s], which is not there or has no sso_start_url and sso_region'",
        "NO_CREDENTIALS,  2, '[profile p]|sso_start_url = s',           'profile p signs in by IAM Identity Center and has no sso_account_id'",
        "NO_CREDENTIALS,  2, '[profile p]|sso_start_url=https://x|sso_account_id=123456789012|sso_role_name=R', 'profile p signs in by IAM Identity Center and has no sso_region'",
        "INVALID_VALUE,   3, '[profile p]|sso_start_url=https://x|sso_account_id=12|sso_role_name=R|sso_region=us-east-1', 'sso_account_id is not the number of an AWS account: twelve digits'",
        "INVALID_VALUE,   5, '[profile p]|sso_start_url=https://x|sso_account_id=123456789012|sso_role_name=R|sso_region=us', 'sso_region is not the name of a region'",
        "NO_CREDENTIALS,  2, '[profile p]|web_identity_token_file=f', 'web_identity_token_file of profile p needs a role_arn beside it'",
        "INVALID_VALUE,   2, '[profile p]|credential_process = x \"y',  'credential_process of profile p is not a command: is a quote not closed?'",
        "RECURSION,       2, '[profile p]|credential_process=ykaws export p --format json', 'credential_process of profile p asks ykaws for the credentials of p again'",
        "RECURSION,       4, '[profile p]|credential_process=ykaws export --format json q|[profile q]|credential_process=/opt/bin/ykaws export --format=json p', 'credential_process of profile q asks ykaws for the credentials of p again'",
        "LOOP,            4, '[profile p]|source_profile=q|[profile q]|source_profile=p', 'source_profile of profile q leads back to p'",
        "INVALID_VALUE,   3, '[profile p]|source_profile=base|role_arn = arn:aws:iam::1:role/R', 'role_arn is not a role''s ARN (arn:aws:iam::<account>:role/<name>)'",
        "INVALID_VALUE,   3, '[profile p]|source_profile=base|mfa_serial = x|', 'mfa_serial is not the serial of an MFA device'",
        "INVALID_VALUE,   3, '[profile p]|source_profile=base|ykaws_mfa = no', 'ykaws_mfa is neither auto nor off'",
        "INVALID_VALUE,   3, '[profile p]|source_profile=base|region = eu', 'region is not the name of a region'",
        "INVALID_VALUE,   3, '[profile p]|source_profile=base|region = eu-west-1.evil.example', 'region is not the name of a region'",
        "INVALID_VALUE,   3, '[profile p]|source_profile=base|endpoint_url = http://sts.example', 'endpoint_url is neither https nor on this machine'",
        "INVALID_VALUE,   3, '[profile p]|source_profile=base|endpoint_url = no url', 'endpoint_url is not a URL'",
    })
    void faultsNameTheirPlace(ConfigException.Kind kind, int line, String config, String message) throws IOException {
        SessionPlanner planner = planner(config, "");
        assertThatThrownBy(() -> planner.plan("p", NONE)).isInstanceOfSatisfying(ConfigException.class, e -> {
            assertThat(e.kind()).isEqualTo(kind);
            assertThat(e.line()).isEqualTo(line);
            assertThat(e).hasMessage((line == 0 ? "" : folder.resolve("config") + ":" + line + ": ") + message);
        });
    }

    @ParameterizedTest
    @CsvSource({
        "role_session_name = a b,           role_session_name must be 2 to 64 of",
        "source_identity = x,               source_identity must be",
        "external_id = a{b},                external_id is not an external id",
        "session_tags = a,                  session_tags is not a list",
        "'session_tags = a=1,a=2',          session_tags is not a list",
        "'session_tags = a=1,',             session_tags is not a list",
        "'transitive_session_tags = a,,b',  transitive_session_tags is not a list",
        "duration_seconds = 899,            duration_seconds must be between 15m and 12h",
        "duration_seconds = 43201,          duration_seconds must be between 15m and 12h",
        "duration_seconds = soon,           duration_seconds is not a duration",
        "region = cn-north-1,               'region is not a region of aws, where the profile''s ARNs are'",
    })
    void faultsOfARole(String line, String message) throws IOException {
        SessionPlanner planner =
                planner("[profile p]|source_profile=base|role_arn = arn:aws:iam::123456789012:role/R|" + line, "");
        assertThatThrownBy(() -> planner.plan("p", NONE))
                .hasMessageStartingWith(folder.resolve("config") + ":4: " + message)
                .isInstanceOfSatisfying(
                        ConfigException.class, e -> assertThat(e.kind()).isEqualTo(ConfigException.Kind.INVALID_VALUE));
    }

    @ParameterizedTest
    @CsvSource({
        "AWS_MFA_SERIAL,         x,           AWS_MFA_SERIAL is not the serial of an MFA device",
        "AWS_REGION,             x,           AWS_REGION is not the name of a region",
        "AWS_SESSION_TOKEN_TTL,  1s,          AWS_SESSION_TOKEN_TTL must be between 15m and 36h",
        "AWS_ENDPOINT_URL,       http://x,    AWS_ENDPOINT_URL is neither https nor on this machine",
        "AWS_ENDPOINT_URL_STS,   http://x,    AWS_ENDPOINT_URL_STS is neither https nor on this machine",
        "AWS_ROLE_ARN,           x,           AWS_ROLE_ARN is not a role's ARN (arn:aws:iam::<account>:role/<name>)",
    })
    void faultsOfTheEnvironment(String name, String value, String message) throws IOException {
        env.put(name, value);
        SessionPlanner planner = planner("", "");
        assertThatThrownBy(() -> planner.plan("base", NONE)).hasMessage(message);
    }

    @Test
    void temporaryKeysInTheFilesAreNamed() throws IOException {
        SessionPlanner planner =
                planner("", "[p]|aws_access_key_id=ASIA|aws_secret_access_key=x|aws_session_token=canary");
        assertThatThrownBy(() -> planner.plan("p", NONE))
                .hasMessage(folder.resolve("credentials") + ":4: aws_session_token of profile p is a session that"
                        + " another program made: ykaws makes its own, from the keys of a source_profile");
    }

    @ParameterizedTest
    @CsvSource({
        "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI, //evil.example/x, is not a path",
        "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI, x, is not a path",
        "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI, /x y, is not a URL",
        "AWS_CONTAINER_CREDENTIALS_FULL_URI, http://evil.example/x, is neither https nor on this machine",
        "AWS_CONTAINER_CREDENTIALS_FULL_URI, http://169.254.170.2@evil.example/x, is neither https nor on this machine",
    })
    void addressesOfContainersThatAreNone(String name, String value, String message) throws IOException {
        env.put(name, value);
        SessionPlanner planner = planner("[profile p]|credential_source = EcsContainer", "");
        assertThatThrownBy(() -> planner.plan("p", NONE)).hasMessage(name + " " + message);
    }

    @ParameterizedTest
    @CsvSource({
        "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI, /v2/x?id=1,                http://169.254.170.2/v2/x?id=1",
        "AWS_CONTAINER_CREDENTIALS_FULL_URI,     http://169.254.170.23/v1,  http://169.254.170.23/v1",
        "AWS_CONTAINER_CREDENTIALS_FULL_URI,     http://[fd00:ec2::23]/v1,  http://[fd00:ec2::23]/v1",
        "AWS_CONTAINER_CREDENTIALS_FULL_URI,     https://host.example/v1,   https://host.example/v1",
    })
    void addressesOfContainers(String name, String value, String address) throws IOException {
        env.put(name, value);
        SessionRequest request =
                planner("[profile p]|credential_source = EcsContainer", "").plan("p", NONE);
        assertThat(((Step.Machine) request.steps().get(0)).service().address()).hasToString(address);
    }

    @Test
    void whoForbidsTheInstancesServiceIsObeyed() throws IOException {
        env.put("AWS_EC2_METADATA_DISABLED", "True");
        SessionPlanner planner = planner("[profile p]|credential_source = Ec2InstanceMetadata", "");
        assertThatThrownBy(() -> planner.plan("p", NONE))
                .hasMessageEndingWith("AWS_EC2_METADATA_DISABLED forbids to ask");
    }

    @Test
    void theOptionsLimit() throws IOException {
        SessionPlanner planner = planner("", "");
        SessionPlanner.Options tooLong = new SessionPlanner.Options(Duration.ofHours(37), false, null, null);
        assertThatThrownBy(() -> planner.plan("base", tooLong)).hasMessage("--duration must be between 15m and 36h");
    }

    @Test
    void optionEnvironmentProfileDefaultRegion() throws IOException {
        String config = "[profile base]|region = eu-west-1";
        SessionPlanner.Options option = new SessionPlanner.Options(null, false, "eu-west-4", null);
        assertThat(plan(config).target().endpoints().region()).isEqualTo("eu-west-1");
        env.put("AWS_DEFAULT_REGION", "eu-west-2");
        assertThat(plan(config).target().endpoints().region()).isEqualTo("eu-west-2");
        env.put("AWS_REGION", "eu-west-3");
        assertThat(plan(config).target().endpoints().region()).isEqualTo("eu-west-3");
        SessionRequest request = planner(config, "").plan("base", option);
        assertThat(request.target().endpoints().region()).isEqualTo("eu-west-4");
        assertThat(request.target().regionConfigured()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "arn:aws:iam::123456789012:mfa/x,        us-east-1",
        "arn:aws-cn:iam::123456789012:mfa/x,     cn-north-1",
        "arn:aws-us-gov:iam::123456789012:mfa/x, us-gov-west-1",
        "GAHT12345678,                           us-east-1",
    })
    void withoutARegionThePartitionDecides(String serial, String region) throws IOException {
        SessionRequest request = plan("[profile base]|mfa_serial = " + serial);
        assertThat(request.target().endpoints().region()).isEqualTo(region);
        assertThat(request.target().regionConfigured()).isFalse();
    }

    @Test
    void aHardwareTokenSaysNothingOfThePartition() throws IOException {
        SessionRequest request = plan("[profile base]|mfa_serial = GAHT12345678|region = us-gov-east-1");
        assertThat(request.target().endpoints().region()).isEqualTo("us-gov-east-1");
    }

    @Test
    void endpoints() throws IOException {
        String config = "[profile base]|endpoint_url = https://profile.example|ca_bundle = /etc/ca.pem";
        assertThat(plan(config).target().endpoints().sts()).isEqualTo(URI.create("https://profile.example"));
        assertThat(plan(config).target().endpoints().iam()).isEqualTo(URI.create("https://profile.example"));
        assertThat(plan(config).target().endpoints().caBundle()).isEqualTo(Path.of("/etc/ca.pem"));
        env.put("AWS_ENDPOINT_URL", "http://127.0.0.1:1");
        assertThat(plan(config).target().endpoints().sts()).isEqualTo(URI.create("http://127.0.0.1:1"));
        env.put("AWS_ENDPOINT_URL_STS", "http://127.0.0.1:2");
        env.put("AWS_ENDPOINT_URL_IAM", "http://127.0.0.1:3");
        assertThat(plan(config).target().endpoints().sts()).isEqualTo(URI.create("http://127.0.0.1:2"));
        assertThat(plan(config).target().endpoints().iam()).isEqualTo(URI.create("http://127.0.0.1:3"));
        assertThat(plan(config).steps().get(0).endpoints().sts()).isEqualTo(URI.create("http://127.0.0.1:2"));
        env.put("AWS_IGNORE_CONFIGURED_ENDPOINT_URLS", "true");
        assertThat(plan(config).target().endpoints().sts()).isNull();
    }

    @Test
    void theSharedSessionIsAskedForWhereItsProfileSays() throws IOException {
        String mfa = "mfa_serial = arn:aws:iam::123456789012:mfa/dev|";
        String role = "role_arn = arn:aws:iam::123456789012:role/R|source_profile = base|";
        String config = "[profile base]|region = eu-west-1|" + mfa + "[profile a]|region = eu-west-2|" + mfa + role
                + "[profile b]|region = eu-west-3|" + mfa + role;
        SessionRequest a = planner(config, "").plan("a", NONE);
        SessionRequest b = planner(config, "").plan("b", NONE);
        assertThat(a.hash()).isNotEqualTo(b.hash());
        assertThat(a.prime().orElseThrow().hash())
                .isEqualTo(b.prime().orElseThrow().hash());
        assertThat(a.steps().get(0).endpoints().region()).isEqualTo("eu-west-1");
        assertThat(a.target().endpoints().region()).isEqualTo("eu-west-2");
    }

    @Test
    void theLeastThatMustBeLeft() throws IOException {
        assertThat(planner("", "").minLeft()).isEqualTo(Duration.ofMinutes(5));
        env.put("AWS_MIN_TTL", "15m");
        assertThat(planner("", "").minLeft()).isEqualTo(Duration.ofMinutes(15));
        env.put("AWS_MIN_TTL", "x");
        SessionPlanner planner = planner("", "");
        assertThatThrownBy(planner::minLeft).hasMessageStartingWith("AWS_MIN_TTL is not a duration");
    }
}
