package ykaws.aws.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.yubico.yubikit.core.smartcard.SmartCardConnection;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import ykaws.aws.AccessKeys;
import ykaws.aws.AwsException;
import ykaws.aws.Endpoints;
import ykaws.aws.ServerDates;
import ykaws.aws.SessionCredentials;
import ykaws.aws.config.AwsFiles;
import ykaws.aws.config.ProfileEditor;
import ykaws.aws.config.ProfileSet;
import ykaws.aws.enroll.EnrollDevice;
import ykaws.aws.enroll.EnrollException;
import ykaws.aws.enroll.EnrollKey;
import ykaws.aws.enroll.EnrollKeys;
import ykaws.aws.enroll.EnrollPlan;
import ykaws.aws.enroll.EnrollProgress;
import ykaws.aws.enroll.EnrollResult;
import ykaws.aws.enroll.EnrollWish;
import ykaws.aws.enroll.Enrollment;
import ykaws.aws.enroll.Journal;
import ykaws.aws.session.AwsClock;
import ykaws.aws.session.CodeSource;
import ykaws.aws.session.Flights;
import ykaws.aws.session.ReplayLedger;
import ykaws.aws.session.SessionCache;
import ykaws.aws.session.SessionPlanner;
import ykaws.aws.session.SessionRequest;
import ykaws.aws.session.Sessions;
import ykaws.oath.CredentialId;
import ykaws.oath.OathSession;
import ykaws.oath.Secret;
import ykaws.oath.TouchNotice;
import ykaws.pcsc.Pause;
import ykaws.sandbox.StateFolder;
import ykaws.sandbox.aws.AccessKey;
import ykaws.sandbox.aws.CallLog;
import ykaws.sandbox.aws.Faults;
import ykaws.sandbox.aws.LocalAws;
import ykaws.sandbox.aws.LocalAwsSettings;
import ykaws.sandbox.key.SoftKeys;

/** The whole module over the wire: the SDK signs, a local AWS judges, a software key calculates. What counts is its log. */
class LocalAwsTest {
    private static final String SERIAL = "arn:aws:iam::123456789012:mfa/dev";
    private static final String ROLE = "arn:aws:iam::123456789012:role/DevRole";

    @TempDir
    Path temp;

    private final Clock clock = Clock.systemUTC();
    private final Faults faults = new Faults();
    private final SdkClients clients = SdkClients.ofLocalAws(ServerDates.NONE);
    private int touches;
    private StateFolder folder;
    private LocalAws aws;
    private SmartCardConnection key;
    private Path config;
    private ReplayLedger ledger;

    @BeforeEach
    void start() throws IOException {
        folder = new StateFolder(temp.resolve("sandbox"));
        String template = Files.readString(Path.of("../src/main/resources/ykaws/template.yaml"));
        aws = LocalAws.start(folder, LocalAwsSettings.of(template, clock).withFaults(faults));
        key = SoftKeys.in(folder, SoftKeys.Settings.of(this::touch))
                .keys()
                .get(0)
                .connect();
        config = temp.resolve("config");
        ledger = new ReplayLedger(Files.createDirectories(temp.resolve("state")).resolve("ledger"));
    }

    @AfterEach
    void stop() throws IOException {
        // A test that leaves an interrupt behind would hit the next one.
        assertThat(Thread.interrupted()).isFalse();
        key.close();
        aws.close();
    }

    private boolean touch() {
        touches++;
        return true;
    }

    private Endpoints here() {
        return new Endpoints("us-east-1", aws.endpoint(), aws.endpoint(), null);
    }

    private AccessKeys devKeys() throws IOException {
        AccessKey made = aws.devKey();
        return keys(made.accessKeyId(), made.secretAccessKey());
    }

    private static AccessKeys keys(String id, String secret) {
        return new AccessKeys(id, Secret.takeOver(secret.getBytes(StandardCharsets.US_ASCII)));
    }

    private Enrollment enrollment() {
        return new Enrollment(
                new Enrollment.Parts(
                        clients,
                        ledger,
                        AwsClock.forgetful(clock),
                        Pause.SYSTEM,
                        new Journal(temp.resolve("state/enrollments"))),
                EnrollProgress.NONE);
    }

    private EnrollPlan plan() throws IOException {
        EnrollWish wish = new EnrollWish(
                new EnrollWish.Login(devKeys(), here()),
                new EnrollWish.Device(null, null, "/", true),
                new EnrollWish.Target(config, List.of("dev", "dev-role")));
        return enrollment()
                .plan(wish, EnrollKeys.of(new EnrollKey(OathSession.open(key), OptionalInt.empty(), TouchNotice.NONE)));
    }

    private long calls(String action) throws IOException {
        return CallLog.read(folder).stream().filter(call -> call.is(action)).count();
    }

    private void assertNothingLeft() throws IOException {
        assertThat(clients.iam(devKeys(), here()).listMfaDevices("dev")).isEmpty();
        assertThat(clients.iam(devKeys(), here()).listVirtualMfaDevices(false)).isEmpty();
        assertThat(OathSession.open(key).list()).isEmpty();
        assertThat(config).doesNotExist();
    }

    @Test
    void enrolThenWorkInTheRoleWithOneTouchEach() throws IOException {
        EnrollResult enrolled = enrollment().run(plan());
        assertThat(enrolled.mfaSerial()).isEqualTo(SERIAL);
        assertThat(enrolled.effort()).isEqualTo(new EnrollResult.Effort(1, Duration.ZERO));
        assertThat(touches).isEqualTo(1);

        try (SessionCredentials role = sessions().get(request())) {
            assertThat(clients.sts(role, here()).getCallerIdentity().arn()).contains(":assumed-role/DevRole/");
            assertThat(role.accountId()).isEqualTo("123456789012");
        }
        assertThat(touches).isEqualTo(2);

        sessions().get(request()).close();
        assertThat(touches).as("the second time comes from the cache").isEqualTo(2);
        assertThat(calls("sts:GetSessionToken")).isEqualTo(1);
        assertThat(calls("sts:AssumeRole")).isEqualTo(1);
        assertThat(calls("iam:EnableMFADevice")).isEqualTo(1);
    }

    private SessionRequest request() throws IOException {
        ProfileEditor.set(config, "dev-role", "source_profile", "dev");
        ProfileEditor.set(config, "dev-role", "role_arn", ROLE);
        String id = aws.devKey().accessKeyId();
        AwsFiles files = new AwsFiles(config, temp.resolve("credentials"));
        return new SessionPlanner(
                        ProfileSet.read(files),
                        profile -> profile.equals("dev") ? Optional.of(id) : Optional.empty(),
                        Map.of("AWS_ENDPOINT_URL", aws.endpoint().toString()))
                .plan("dev-role", SessionPlanner.Options.NONE);
    }

    private Sessions sessions() throws IOException {
        OathSession oath = OathSession.open(key);
        CodeSource codes = (serial, step) -> oath.calculate(CredentialId.of(serial), Instant.ofEpochSecond(step * 30))
                .digits();
        return new Sessions(new Sessions.Parts(
                new SessionCache(temp.resolve("run/key"), temp.resolve("cache"), clock),
                new Flights(temp.resolve("flights")),
                ledger,
                profile -> devKeys(),
                codes,
                clients,
                AwsClock.forgetful(clock),
                Pause.SYSTEM));
    }

    @ParameterizedTest
    @ValueSource(strings = {"CreateVirtualMFADevice", "EnableMFADevice"})
    void aRefusalLeavesNothing(String action) throws IOException {
        faults.refuse(action, 1, new Faults.Refusal(403, "AccessDenied", "not today"));

        AwsException e =
                catchThrowableOfType(AwsException.class, () -> enrollment().run(plan()));

        assertThat(e.kind()).isEqualTo(AwsException.Kind.DENIED);
        assertNothingLeft();
    }

    @Test
    void aLostAnswerOfCreateLeavesNothing() throws IOException {
        faults.dropAfterEffect("CreateVirtualMFADevice", 1);

        AwsException e =
                catchThrowableOfType(AwsException.class, () -> enrollment().run(plan()));

        assertThat(e.kind()).isEqualTo(AwsException.Kind.UNREACHABLE);
        assertThat(calls("iam:CreateVirtualMFADevice")).isEqualTo(1);
        assertNothingLeft();
    }

    @Test
    void aLostAnswerOfEnableIsFoundOut() throws IOException {
        faults.dropAfterEffect("EnableMFADevice", 1);

        enrollment().run(plan());

        assertThat(clients.iam(devKeys(), here()).listMfaDevices(null)).hasSize(1);
        assertThat(calls("iam:EnableMFADevice")).isEqualTo(1);
    }

    @Test
    void anInterruptAfterEnableIsTakenBackWithASessionThatHasMfa() throws IOException {
        EnrollPlan plan = plan();
        Thread enrolling = Thread.currentThread();
        faults.before("EnableMFADevice", 1, enrolling::interrupt);

        assertThatThrownBy(() -> enrollment().run(plan)).isInstanceOf(InterruptedIOException.class);

        assertThat(calls("sts:GetSessionToken"))
                .as("the template lets nobody deactivate without MFA")
                .isEqualTo(1);
        assertThat(touches).isEqualTo(1);
        assertNothingLeft();
    }

    @Test
    void whatNobodyMayDeleteIsLeftAsACommand() throws IOException {
        EnrollPlan plan = plan();
        faults.refuse("EnableMFADevice", 1, new Faults.Refusal(403, "AccessDenied", "not today"));
        faults.refuse("DeleteVirtualMFADevice", 1, new Faults.Refusal(403, "AccessDenied", "never"));

        EnrollException e =
                catchThrowableOfType(EnrollException.class, () -> enrollment().run(plan));

        assertThat(e.commands()).containsExactly("aws iam delete-virtual-mfa-device --serial-number " + SERIAL);
        assertThat(OathSession.open(key).list()).isEmpty();
        // It is ours, and today it may be deleted.
        assertThat(plan().devices().get(0).found().state()).isEqualTo(EnrollDevice.State.RENEW);
        assertThat(enrollment().run(plan()).mfaSerial()).isEqualTo(SERIAL);
    }

    @Test
    void wrongKeys() throws IOException {
        AccessKeys unknown = keys("AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY");
        AccessKeys forged = keys(aws.devKey().accessKeyId(), "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY");

        for (AccessKeys wrong : List.of(unknown, forged)) {
            AwsException e = catchThrowableOfType(
                    AwsException.class, () -> clients.sts(wrong, here()).getCallerIdentity());
            assertThat(e.kind()).isEqualTo(AwsException.Kind.BAD_CREDENTIALS);
        }
    }

    @Test
    void aSessionMayNotAskForASession() throws IOException {
        try (SessionCredentials session = clients.sts(devKeys(), here()).getSessionToken(Duration.ofHours(1), null)) {
            AwsException e = catchThrowableOfType(
                    AwsException.class, () -> clients.sts(session, here()).getSessionToken(Duration.ofHours(1), null));
            assertThat(e.kind()).isEqualTo(AwsException.Kind.DENIED);
        }
    }
}
