package ykaws.aws.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import ykaws.aws.AssumeRole;
import ykaws.aws.AwsException;
import ykaws.aws.Endpoints;
import ykaws.aws.IdentityCenter;
import ykaws.aws.ServerDates;
import ykaws.aws.SessionCredentials;
import ykaws.aws.config.ConfigException;
import ykaws.aws.config.Setting;
import ykaws.aws.sdk.SdkClients;
import ykaws.aws.session.SignOn;
import ykaws.aws.session.Step;
import ykaws.sandbox.StateFolder;
import ykaws.sandbox.aws.CallLog;
import ykaws.sandbox.aws.LocalAws;
import ykaws.sandbox.aws.LocalAwsSettings;

/** Web identities and IAM Identity Center, by AWS's SDK against the local AWS. */
class FederationTest {
    private static final Setting PLACE = new Setting("", Path.of("/x/config"), 5);
    private static final String TEMPLATE =
            "Resources:\n  Dev:\n    Type: AWS::IAM::User\n    Properties:\n      UserName: dev\n";

    @TempDir
    Path folder;

    private final List<String> shown = new ArrayList<>();
    private boolean somebody = true;
    private @Nullable ScriptedBrowser browser;
    private Instant now = Instant.now();
    private LocalAws local;
    private StateFolder state;
    private SdkClients clients;

    @BeforeEach
    void start() throws IOException {
        state = new StateFolder(folder.resolve("sandbox"));
        local = LocalAws.start(state, LocalAwsSettings.of(TEMPLATE, Clock.systemUTC()));
        clients = SdkClients.ofLocalAws(ServerDates.NONE);
    }

    @AfterEach
    void stop() throws IOException {
        local.close();
    }

    private Endpoints here() {
        return new Endpoints("us-east-1", local.endpoint(), local.endpoint(), null);
    }

    private String arn(SessionCredentials session) throws AwsException {
        return clients.sts(session, here()).getCallerIdentity().arn();
    }

    private static String jwt(String issuer, long expires) {
        String claims =
                "{\"iss\":\"" + issuer + "\",\"aud\":\"sts.amazonaws.com\",\"sub\":\"ci\",\"exp\":" + expires + "}";
        return "e30." + Base64.getUrlEncoder().withoutPadding().encodeToString(claims.getBytes(StandardCharsets.UTF_8))
                + ".c2ln";
    }

    private SessionCredentials web(String role, String token) throws IOException {
        Path file = Files.writeString(folder.resolve("token"), token + "\n");
        Step.WebIdentity step = new Step.WebIdentity(
                new AssumeRole(
                        "arn:aws:iam::123456789012:role/" + role, "me", Duration.ofHours(1), AssumeRole.Options.NONE),
                new Step.Token(file, null, PLACE),
                here());
        return new Sources(clients, InstantSource.system(), new ForeignProgram(Map.of()), signOn -> {
                    throw new IllegalStateException("nobody signs on");
                })
                .get(step);
    }

    @Test
    void aWebIdentityGetsARole() throws IOException {
        try (SessionCredentials session = web("WebRole", jwt("https://token.sandbox.invalid", 4102444800L))) {
            assertThat(arn(session)).isEqualTo("arn:aws:sts::123456789012:assumed-role/WebRole/me");
            assertThat(session.accountId()).isEqualTo("123456789012");
        }
    }

    @Test
    void webIdentitiesThatAreRefused() {
        String good = jwt("https://token.sandbox.invalid", 4102444800L);
        assertRefused("WebRole", jwt("https://evil.example", 4102444800L), AwsException.Kind.BAD_CREDENTIALS);
        assertRefused("WebRole", jwt("https://token.sandbox.invalid", 1), AwsException.Kind.BAD_CREDENTIALS);
        assertRefused("WebRole", "no token", AwsException.Kind.BAD_CREDENTIALS);
        assertRefused("DevRole", good, AwsException.Kind.DENIED);
    }

    private void assertRefused(String role, String token, AwsException.Kind kind) {
        assertThatThrownBy(() -> web(role, token)).isInstanceOfSatisfying(AwsException.class, e -> {
            assertThat(e.kind()).isEqualTo(kind);
            assertThat(e.getMessage()).doesNotContain(token);
        });
    }

    private Step.SingleSignOn step(String account, String role) {
        SignOn.Portal portal =
                new SignOn.Portal("corp", "https://corp.awsapps.com/start", "eu-west-1", List.of("sso:account:access"));
        return new Step.SingleSignOn(new SignOn(portal, account, role, PLACE), Duration.ofHours(1), here());
    }

    private SessionCredentials signedIn(Step.SingleSignOn step) throws IOException {
        IdentityCenterSignIn.Person person = new IdentityCenterSignIn.Person() {
            @Override
            public boolean isThere() {
                return somebody;
            }

            @Override
            public Optional<IdentityCenterSignIn.Return> browser(String state) {
                return browser == null ? Optional.empty() : Optional.of(browser.beginning(state));
            }

            @Override
            public void agree(String page, String userCode) {
                shown.add(page + " " + userCode);
            }
        };
        IdentityCenter center = clients.identityCenter("eu-west-1", here(), () -> now, local.endpoint());
        return new IdentityCenterSignIn(folder, () -> now, time -> Thread.sleep(time.toMillis()), person)
                .get(step, center);
    }

    private SessionCredentials signedIn() throws IOException {
        return signedIn(step("123456789012", "Developer"));
    }

    private List<String> calls() throws IOException {
        return CallLog.read(state).stream()
                .filter(it -> it.service().startsWith("sso"))
                .map(it -> it.action() + " " + it.outcome())
                .toList();
    }

    private Path onlyTokenFile() throws IOException {
        try (var files = Files.list(folder.resolve(".aws/sso/cache"))) {
            return files.findFirst().orElseThrow();
        }
    }

    @Test
    void aPersonAgreesOnceAndTheTokenIsKept() throws IOException {
        try (SessionCredentials session = signedIn()) {
            assertThat(arn(session)).contains("assumed-role/AWSReservedSSO_Developer_0123456789abcdef/dev@");
            assertThat(session.accountId()).isEqualTo("123456789012");
        }
        assertThat(shown).singleElement().asString().contains("https://corp.awsapps.com/start", "SAND-BOXX");
        assertThat(calls())
                .startsWith("RegisterClient OK", "StartDeviceAuthorization OK")
                .contains("CreateToken AuthorizationPendingException", "CreateToken OK")
                .endsWith("GetRoleCredentials OK");
        Path file = onlyTokenFile();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(file.getFileName()).hasToString(sha1("corp") + ".json");
        int before = calls().size();
        somebody = false;
        signedIn().close();
        assertThat(calls().subList(before, calls().size())).containsExactly("GetRoleCredentials OK");

        // Later it is renewed without anybody.
        now = now.plus(Duration.ofHours(8));
        before = calls().size();
        signedIn().close();
        assertThat(calls().subList(before, calls().size())).containsExactly("CreateToken OK", "GetRoleCredentials OK");
    }

    @Test
    void aBrowserOnThisMachineBringsACodeBack() throws IOException {
        browser = new ScriptedBrowser();
        try (SessionCredentials session = signedIn()) {
            assertThat(arn(session)).contains("assumed-role/AWSReservedSSO_Developer_0123456789abcdef/dev@");
        }
        assertThat(shown).isEmpty();
        assertThat(calls())
                .containsExactly("RegisterClient OK", "Authorize OK", "CreateToken OK", "GetRoleCredentials OK");

        // Later it is renewed without anybody, by the client that the browser signed in.
        now = now.plus(Duration.ofHours(8));
        somebody = false;
        signedIn().close();
        assertThat(calls()).endsWith("CreateToken OK", "GetRoleCredentials OK");
    }

    @Test
    void withoutABrowserTheDeviceFlowFollows() throws IOException {
        browser = new ScriptedBrowser();
        browser.opens = false;
        signedIn().close();
        assertThat(shown).hasSize(1);
    }

    @Test
    void aCodeOfAnotherSignInIsRefused() {
        browser = new ScriptedBrowser();
        browser.swapped = "sandbox-code-of-somebody-else";
        assertThatThrownBy(this::signedIn).isInstanceOf(AwsException.class);
        assertThat(folder.resolve(".aws/sso/cache")).doesNotExist();
    }

    @Test
    void whoDoesNotComeBackIsNotSignedIn() {
        browser = new ScriptedBrowser();
        browser.returns = false;
        assertThatThrownBy(this::signedIn)
                .isInstanceOfSatisfying(
                        ConfigException.class, e -> assertThat(e.kind()).isEqualTo(ConfigException.Kind.SOURCE_FAILED));
    }

    private static String sha1(String text) {
        try {
            return java.util.HexFormat.of()
                    .formatHex(java.security.MessageDigest.getInstance("SHA-1")
                            .digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private void cached(String fields) throws IOException {
        Path file = folder.resolve(".aws/sso/cache/" + sha1("corp") + ".json");
        Files.createDirectories(file.getParent());
        Files.writeString(file, fields);
    }

    @Test
    void aTokenOfTheAwsCliIsTaken() throws IOException {
        somebody = false;
        cached("{\"startUrl\":\"https://corp.awsapps.com/start\",\"accessToken\":\"sandbox-access-4102444800000\","
                + "\"expiresAt\":\"2100-01-01T00:00:00UTC\"}");
        signedIn().close();
        assertThat(calls()).containsExactly("GetRoleCredentials OK");
    }

    @Test
    void whereNobodyIsThere() throws IOException {
        somebody = false;
        for (String file :
                List.of("", "{", "{\"accessToken\":\"x\"}", "{\"accessToken\":\"x\",\"expiresAt\":\"soon\"}")) {
            cached(file);
            assertThatThrownBy(this::signedIn)
                    .isInstanceOf(ConfigException.class)
                    .hasMessageStartingWith("/x/config:5: nobody is signed in to https://corp.awsapps.com/start");
        }
        assertThat(calls()).isEmpty();
        // A session that was ended elsewhere: the token looks good and is not.
        cached("{\"accessToken\":\"sandbox-access-1\",\"expiresAt\":\"2100-01-01T00:00:00Z\"}");
        assertThatThrownBy(this::signedIn).isInstanceOf(ConfigException.class);
        assertThat(calls()).containsExactly("GetRoleCredentials UnauthorizedException");
    }

    @Test
    void aRoleThatIsNotTheirs() throws IOException {
        cached("{\"accessToken\":\"sandbox-access-4102444800000\",\"expiresAt\":\"2100-01-01T00:00:00Z\"}");
        assertThatThrownBy(() -> signedIn(step("123456789012", "Admin")))
                .isInstanceOfSatisfying(
                        AwsException.class, e -> assertThat(e.kind()).isEqualTo(AwsException.Kind.DENIED));
    }
}
