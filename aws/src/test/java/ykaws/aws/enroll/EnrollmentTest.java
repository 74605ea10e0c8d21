package ykaws.aws.enroll;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import ykaws.aws.AccessKeys;
import ykaws.aws.AwsException;
import ykaws.aws.AwsException.Kind;
import ykaws.aws.Endpoints;
import ykaws.aws.fake.MemoryAws;
import ykaws.aws.fake.TestClock;
import ykaws.aws.session.ReplayLedger;
import ykaws.oath.Credential;
import ykaws.oath.CredentialId;
import ykaws.oath.HashAlgorithm;
import ykaws.oath.NewCredential;
import ykaws.oath.OathException;
import ykaws.oath.OathSession;
import ykaws.oath.Secret;
import ykaws.oath.Totp;
import ykaws.oath.TouchNotice;
import ykaws.sandbox.Pause;
import ykaws.sandbox.StateFolder;
import ykaws.sandbox.key.SoftKeys;
import ykaws.sandbox.key.Wire;

class EnrollmentTest {
    private static final int PUT = 0x01;

    @TempDir
    Path temp;

    private final TestClock clock = new TestClock();
    private final MemoryAws aws = new MemoryAws(clock);
    private final List<String> progress = new ArrayList<>();
    private int touches;
    private boolean finger = true;
    private FaultyConnection connection;
    private Path config;
    private ReplayLedger ledger;
    private AccessKeys keys = accessKeys("AKIADEV");

    private static AccessKeys accessKeys(String id) {
        return new AccessKeys(id, Secret.takeOver("secret".getBytes(StandardCharsets.UTF_8)));
    }

    @BeforeEach
    void plugIn() throws IOException {
        SoftKeys.Settings settings = new SoftKeys.Settings(this::touch, Pause.SYSTEM, Wire.YUBIKEY);
        SoftKeys soft = SoftKeys.in(new StateFolder(temp.resolve("sandbox")), settings);
        connection = new FaultyConnection(soft.keys().get(0).connect());
        config = temp.resolve("config");
        ledger = new ReplayLedger(Files.createDirectories(temp.resolve("state")).resolve("ledger"));
    }

    @AfterEach
    void unplug() throws IOException {
        // A test that leaves an interrupt behind would hit the next one.
        assertThat(Thread.interrupted()).isFalse();
        connection.close();
    }

    private boolean touch() {
        touches++;
        return finger;
    }

    private OathSession open() throws IOException {
        return OathSession.open(connection);
    }

    private List<String> accounts() throws IOException {
        List<String> ids = new ArrayList<>();
        for (Credential each : open().list()) {
            ids.add(each.id().text());
        }
        return ids;
    }

    private EnrollWish wish() {
        return wish(null, "/");
    }

    private EnrollWish wish(String name, String path) {
        return new EnrollWish(
                new EnrollWish.Login(keys, Endpoints.of("eu-central-1")),
                new EnrollWish.Device(name, null, path, true),
                new EnrollWish.Target(config, List.of("dev", "dev-role")));
    }

    private Enrollment enrollment() {
        return new Enrollment(new Enrollment.Parts(aws, ledger, clock, clock), new EnrollProgress() {
            @Override
            public void started(EnrollStep step) {
                progress.add(step.toString());
            }

            @Override
            public void undoing(EnrollStep step) {
                progress.add("undo " + step);
            }

            @Override
            public void skipped(String check, IOException why) {
                progress.add("skipped " + check);
            }
        });
    }

    private EnrollPlan plan(EnrollWish wish) throws IOException {
        return enrollment().plan(wish, new EnrollKey(open(), OptionalInt.of(12345678), TouchNotice.NONE));
    }

    private EnrollResult enroll() throws IOException {
        return enrollment().run(plan(wish()));
    }

    private void assertNothingLeft() throws IOException {
        assertThat(aws.deviceSerials()).isEmpty();
        assertThat(accounts()).isEmpty();
        assertThat(config).doesNotExist();
    }

    @Test
    void enrolsWithOneTouchAndWithoutWaiting() throws IOException {
        EnrollResult result = enroll();

        assertThat(result.mfaSerial()).isEqualTo(MemoryAws.SERIAL);
        assertThat(result.user()).isEqualTo("dev");
        assertThat(result.account().text()).isEqualTo(MemoryAws.SERIAL);
        assertThat(result.effort()).isEqualTo(new EnrollResult.Effort(1, Duration.ZERO));
        assertThat(touches).isEqualTo(1);
        assertThat(clock.pauses).isEmpty();
        assertThat(aws.isEnabled(MemoryAws.SERIAL)).isTrue();
        assertThat(accounts()).containsExactly(MemoryAws.SERIAL);
        assertThat(config)
                .content()
                .contains("[profile dev]\nmfa_serial = " + MemoryAws.SERIAL)
                .contains("[profile dev-role]\nmfa_serial = " + MemoryAws.SERIAL);
        assertThat(result.profiles()).allMatch(EnrollResult.ProfileOutcome::written);
        assertThat(progress).containsExactly("CHECK", "CREATE", "PUT", "PROVE", "ENABLE", "PROFILE");
    }

    @Test
    void theCodesThatEnableItAreSpent() throws IOException {
        enroll();

        assertThat(ledger.state(MemoryAws.SERIAL, TestClock.STEP - 1)).contains(ReplayLedger.State.ACCEPTED);
        assertThat(ledger.state(MemoryAws.SERIAL, TestClock.STEP)).contains(ReplayLedger.State.ACCEPTED);
        assertThat(ledger.firstUnspent(MemoryAws.SERIAL, TestClock.STEP)).isEqualTo(TestClock.STEP + 1);
    }

    @Test
    void aPlanChangesNothing() throws IOException {
        EnrollPlan plan = plan(wish("laptop", "/team/"));

        assertThat(plan.serial()).isEqualTo("arn:aws:iam::123456789012:mfa/team/laptop");
        assertThat(plan.user()).isEqualTo("dev");
        assertThat(aws.calls()).containsExactly("GetCallerIdentity", "ListMFADevices", "ListVirtualMFADevices");
        assertThat(touches).isZero();
        assertNothingLeft();
    }

    static Stream<String> awsSteps() {
        return Stream.of("CreateVirtualMFADevice", "EnableMFADevice");
    }

    @ParameterizedTest
    @MethodSource("awsSteps")
    void aRefusalLeavesNothing(String action) throws IOException {
        aws.before(action, () -> {
            throw MemoryAws.error(Kind.DENIED, action);
        });

        AwsException e = catchThrowableOfType(AwsException.class, this::enroll);

        assertThat(e.kind()).isEqualTo(Kind.DENIED);
        assertNothingLeft();
    }

    @ParameterizedTest
    @MethodSource("awsSteps")
    void aCallThatNeverArrivesLeavesNothing(String action) throws IOException {
        aws.before(action, () -> {
            throw MemoryAws.error(Kind.UNREACHABLE, action);
        });

        AwsException e = catchThrowableOfType(AwsException.class, this::enroll);

        assertThat(e.kind()).isEqualTo(Kind.UNREACHABLE);
        assertNothingLeft();
    }

    @Test
    void aLostAnswerOfCreateLeavesNothing() throws IOException {
        aws.after("CreateVirtualMFADevice", () -> {
            throw MemoryAws.error(Kind.UNREACHABLE, "iam:CreateVirtualMFADevice");
        });

        assertThatThrownBy(this::enroll).isInstanceOf(AwsException.class);

        assertNothingLeft();
    }

    @Test
    void aLostAnswerOfEnableIsFoundOut() throws IOException {
        aws.after("EnableMFADevice", () -> {
            throw MemoryAws.error(Kind.UNREACHABLE, "iam:EnableMFADevice");
        });

        EnrollResult result = enroll();

        assertThat(result.profiles()).hasSize(2);
        assertThat(aws.isEnabled(MemoryAws.SERIAL)).isTrue();
        assertThat(aws.count("EnableMFADevice")).isEqualTo(1);
    }

    @Test
    void aLostAnswerOfEnableThatNobodyCanFindOutIsTakenBack() throws IOException {
        aws.deactivateNeedsMfa = true;
        EnrollPlan plan = plan(wish());
        aws.after("EnableMFADevice", () -> {
            throw MemoryAws.error(Kind.UNREACHABLE, "iam:EnableMFADevice");
        });
        aws.before("ListMFADevices", () -> {
            throw MemoryAws.error(Kind.UNREACHABLE, "iam:ListMFADevices");
        });

        assertThatThrownBy(() -> enrollment().run(plan)).isInstanceOf(AwsException.class);

        assertThat(aws.count("GetSessionToken"))
                .as("a session by the device's own code")
                .isEqualTo(1);
        assertThat(touches).isEqualTo(1);
        assertNothingLeft();
    }

    @ParameterizedTest
    @CsvSource({"1, false", "1, true", "162, false", "162, true"})
    void aKeyPulledOutIsNamedInCommands(int ins, boolean afterEffect) throws IOException {
        EnrollPlan plan = plan(wish());
        connection.pullOutAt(ins, afterEffect);

        EnrollException e =
                catchThrowableOfType(EnrollException.class, () -> enrollment().run(plan));

        assertThat(e.kind()).isEqualTo(EnrollException.Kind.LEFT_BEHIND);
        assertThat(e).hasRootCauseMessage("the key was pulled out");
        assertThat(e.commands()).containsExactly("ykaws --key 12345678 oath delete --force " + MemoryAws.SERIAL);
        assertThat(aws.deviceSerials()).isEmpty();
        connection.plugIn();
        assertThat(accounts()).hasSize(ins == PUT && !afterEffect ? 0 : 1);
    }

    @Test
    void nobodyTouches() throws IOException {
        finger = false;

        OathException e = catchThrowableOfType(OathException.class, this::enroll);

        assertThat(e.kind()).isEqualTo(OathException.Kind.TOUCH_TIMEOUT);
        assertThat(progress).endsWith("PROVE", "undo PUT", "undo CREATE");
        assertNothingLeft();
    }

    @Test
    void aKeyThatHoldsAnotherSeedIsNotTrusted() throws IOException {
        EnrollPlan plan = plan(wish());
        connection.during(PUT, () -> swapSeed());

        EnrollException e =
                catchThrowableOfType(EnrollException.class, () -> enrollment().run(plan));

        assertThat(e.kind()).isEqualTo(EnrollException.Kind.NOT_PROVEN);
        assertThat(aws.count("EnableMFADevice")).isZero();
        assertNothingLeft();
    }

    private void swapSeed() {
        Secret other = Secret.takeOver("another seed, 20 byte".getBytes(StandardCharsets.UTF_8));
        try (NewCredential credential = NewCredential.builder(CredentialId.of(MemoryAws.SERIAL), other)
                .algorithm(HashAlgorithm.SHA1)
                .build()) {
            open().replace(credential);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @ParameterizedTest
    @CsvSource({"CreateVirtualMFADevice, false", "EnableMFADevice, false", "EnableMFADevice, true"})
    void anInterruptDuringACallTakesEverythingBack(String action, boolean deactivateNeedsMfa) throws IOException {
        aws.deactivateNeedsMfa = deactivateNeedsMfa;
        aws.after(action, () -> Thread.currentThread().interrupt());

        assertThatThrownBy(this::enroll).isInstanceOf(InterruptedIOException.class);

        assertNothingLeft();
    }

    @ParameterizedTest
    @CsvSource({"1", "162"})
    void anInterruptAtTheKeyTakesEverythingBack(int ins) throws IOException {
        EnrollPlan plan = plan(wish());
        connection.during(ins, () -> Thread.currentThread().interrupt());

        assertThatThrownBy(() -> enrollment().run(plan)).isInstanceOf(InterruptedIOException.class);

        assertNothingLeft();
    }

    @Test
    void anUndoThatFailsBecomesACommand() throws IOException {
        finger = false;
        EnrollPlan plan = plan(wish("laptop@home", "/"));
        aws.before("DeleteVirtualMFADevice", () -> {
            throw MemoryAws.error(Kind.DENIED, "iam:DeleteVirtualMFADevice");
        });

        EnrollException e =
                catchThrowableOfType(EnrollException.class, () -> enrollment().run(plan));

        assertThat(e.kind()).isEqualTo(EnrollException.Kind.LEFT_BEHIND);
        assertThat(e.commands())
                .containsExactly("aws iam delete-virtual-mfa-device --serial-number"
                        + " arn:aws:iam::123456789012:mfa/laptop@home");
        assertThat(e).hasCauseInstanceOf(OathException.class);
        assertThat(e.getCause().getSuppressed()).hasSize(1);
        assertThat(accounts()).isEmpty();
    }

    @Test
    void anEnabledDeviceKeepsItsAccount() throws IOException {
        EnrollPlan plan = plan(wish());
        aws.after("EnableMFADevice", () -> Thread.currentThread().interrupt());
        aws.before("DeactivateMFADevice", () -> {
            throw MemoryAws.error(Kind.REFUSED, "iam:DeactivateMFADevice");
        });

        EnrollException e =
                catchThrowableOfType(EnrollException.class, () -> enrollment().run(plan));

        assertThat(e.commands())
                .containsExactly(
                        "aws iam deactivate-mfa-device --user-name dev --serial-number " + MemoryAws.SERIAL,
                        "ykaws --key 12345678 oath delete --force " + MemoryAws.SERIAL,
                        "aws iam delete-virtual-mfa-device --serial-number " + MemoryAws.SERIAL);
        assertThat(accounts()).containsExactly(MemoryAws.SERIAL);
        assertThat(aws.isEnabled(MemoryAws.SERIAL)).isTrue();
    }

    @Test
    void iamMayStillBeBusyWithTheDevice() throws IOException {
        aws.before("EnableMFADevice", () -> {
            throw MemoryAws.error(Kind.TEMPORARILY_UNMODIFIABLE, "iam:EnableMFADevice");
        });

        EnrollResult result = enroll();

        assertThat(result.effort().waited()).isEqualTo(Duration.ofSeconds(2));
        assertThat(touches).isEqualTo(1);
    }

    @Test
    void theStepTurnsWhileEnabling() throws IOException {
        aws.window = 0;
        aws.before("EnableMFADevice", () -> clock.pass(Duration.ofSeconds(60)));

        EnrollResult result = enroll();

        assertThat(result.effort()).isEqualTo(new EnrollResult.Effort(1, Duration.ZERO));
        assertThat(aws.count("EnableMFADevice")).isEqualTo(2);
        assertThat(ledger.state(MemoryAws.SERIAL, TestClock.STEP + 2)).contains(ReplayLedger.State.ACCEPTED);
    }

    @Test
    void codesThatAreRefusedAgainAndAgainEndIt() throws IOException {
        for (int i = 0; i < 3; i++) {
            aws.before("EnableMFADevice", () -> {
                throw MemoryAws.error(Kind.INVALID_MFA_CODE, "iam:EnableMFADevice");
            });
        }

        AwsException e = catchThrowableOfType(AwsException.class, this::enroll);

        assertThat(e.kind()).isEqualTo(Kind.INVALID_MFA_CODE);
        assertThat(aws.count("EnableMFADevice")).isEqualTo(3);
        assertNothingLeft();
    }

    @Test
    void aProfileThatCantBeWrittenFailsNothing() throws IOException {
        Files.createDirectory(config);

        EnrollResult result = enroll();

        assertThat(aws.isEnabled(MemoryAws.SERIAL)).isTrue();
        assertThat(result.profiles()).hasSize(2).noneMatch(EnrollResult.ProfileOutcome::written);
        assertThat(result.profiles().get(0).lines())
                .containsExactly("[profile dev]", "mfa_serial = " + MemoryAws.SERIAL);
    }

    @Test
    void sessionKeysAreRefusedBeforeAnyCall() {
        keys = accessKeys("ASIASESSION");

        EnrollException e = catchThrowableOfType(EnrollException.class, this::enroll);

        assertThat(e.kind()).isEqualTo(EnrollException.Kind.NOT_LONG_TERM);
        assertThat(aws.calls()).isEmpty();
    }

    @Test
    void theRootUserIsRefused() {
        keys = accessKeys("AKIAROOT");

        assertThat(catchThrowableOfType(EnrollException.class, this::enroll).kind())
                .isEqualTo(EnrollException.Kind.NOT_A_USER);
    }

    @Test
    void aLeftoverIsExplained() {
        aws.leftoverDevice(MemoryAws.SERIAL);

        EnrollException e = catchThrowableOfType(EnrollException.class, this::enroll);

        assertThat(e.kind()).isEqualTo(EnrollException.Kind.LEFTOVER);
        assertThat(e.commands())
                .containsExactly("aws iam delete-virtual-mfa-device --serial-number " + MemoryAws.SERIAL);
    }

    @Test
    void aDeviceOfThatNameIsNotTouched() {
        aws.enabledDevice("some seed".getBytes(StandardCharsets.UTF_8));

        assertThat(catchThrowableOfType(EnrollException.class, this::enroll).kind())
                .isEqualTo(EnrollException.Kind.ALREADY_ENROLLED);
        assertThat(aws.isEnabled(MemoryAws.SERIAL)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"arn:aws:iam::123456789012:mfa/dev", "aws/iam/123456789012:dev", "AWS:arn:aws:iam::123456789012:mfa/dev"
    })
    void anAccountOfThatDeviceIsNotTouched(String id) throws IOException {
        try (NewCredential credential = NewCredential.builder(
                        CredentialId.of(id), Secret.takeOver("0123456789".getBytes(StandardCharsets.UTF_8)))
                .build()) {
            open().put(credential);
        }

        EnrollException e = catchThrowableOfType(EnrollException.class, this::enroll);

        assertThat(e.kind()).isEqualTo(EnrollException.Kind.ACCOUNT_ON_KEY);
        assertThat(e.commands()).containsExactly("ykaws --key 12345678 oath delete --force " + id);
        assertThat(aws.count("CreateVirtualMFADevice")).isZero();
        assertThat(accounts()).containsExactly(id);
    }

    @ParameterizedTest
    @CsvSource({"a b, /", "x/y, /", "dev, team/", "dev, /team", "'', /", "'dev;rm', /"})
    void namesThatIamWouldNotTake(String name, String path) {
        assertThat(catchThrowableOfType(EnrollException.class, () -> plan(wish(name, path)))
                        .kind())
                .isEqualTo(EnrollException.Kind.INVALID_NAME);
        assertThat(aws.count("CreateVirtualMFADevice")).isZero();
    }

    @Test
    void aPolicyThatForbidsToListForbidsNoEnrolment() throws IOException {
        for (String action : List.of("ListMFADevices", "ListVirtualMFADevices")) {
            aws.before(action, () -> {
                throw MemoryAws.error(Kind.DENIED, action);
            });
        }

        enroll();

        assertThat(progress).contains("skipped the user's MFA devices", "skipped unassigned MFA devices");
    }

    @Test
    void aTakenNameIsNotDeleted() throws IOException {
        EnrollPlan plan = plan(wish());
        aws.leftoverDevice(MemoryAws.SERIAL);

        AwsException e =
                catchThrowableOfType(AwsException.class, () -> enrollment().run(plan));

        assertThat(e.kind()).isEqualTo(Kind.EXISTS);
        assertThat(aws.deviceSerials()).containsExactly(MemoryAws.SERIAL);
    }

    @Test
    void theSeedOnTheKeyIsTheDevices() throws IOException {
        enroll();

        String onKey = open().calculate(CredentialId.of(MemoryAws.SERIAL), clock.instant())
                .digits();

        try (Secret seed = Secret.takeOver(("seed of " + MemoryAws.SERIAL).getBytes(StandardCharsets.UTF_8))) {
            assertThat(onKey).isEqualTo(Totp.code(seed, HashAlgorithm.SHA1, 6, TestClock.STEP));
        }
    }
}
