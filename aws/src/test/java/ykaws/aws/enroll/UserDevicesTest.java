package ykaws.aws.enroll;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import ykaws.aws.AccessKeys;
import ykaws.aws.AwsException;
import ykaws.aws.AwsException.Kind;
import ykaws.aws.CallerIdentity;
import ykaws.aws.Endpoints;
import ykaws.aws.MfaDevice;
import ykaws.aws.fake.MemoryAws;
import ykaws.aws.fake.TestClock;
import ykaws.aws.session.AwsClock;
import ykaws.aws.session.ReplayLedger;
import ykaws.oath.CredentialId;
import ykaws.oath.Secret;

/** Whose devices, and which of them is meant. */
class UserDevicesTest {
    private static final String PREFIX = "arn:aws:iam::123456789012:mfa/";
    private static final String FIDO = "arn:aws:iam::123456789012:u2f/user/dev/passkey-ABCDEFGHIJ";
    private static final byte[] SEED = "12345678901234567890".getBytes(StandardCharsets.US_ASCII);

    @TempDir
    Path temp;

    private final TestClock clock = new TestClock();
    private final MemoryAws aws = new MemoryAws(clock);
    private final AwsClock awsClock = AwsClock.forgetful(clock);

    private UserDevices devices(String accessKey, String user) throws IOException {
        EnrollWish.Login login =
                new EnrollWish.Login(new AccessKeys(accessKey, Secret.copyOf(SEED)), Endpoints.of("eu-central-1"));
        return UserDevices.of(
                new Enrollment.Parts(
                        aws, new ReplayLedger(temp.resolve("ledger")), awsClock, clock, new Journal(temp.resolve("j"))),
                login,
                user);
    }

    private UserDevices devices() throws IOException {
        return devices("AKIADEV", null);
    }

    private void enabled(String... serials) {
        for (String serial : serials) {
            aws.leftoverDevice(serial);
            aws.enable(serial);
        }
    }

    private static List<String> serials(List<MfaDevice> devices) {
        return devices.stream().map(MfaDevice::serial).toList();
    }

    @Test
    void theCallersOwnAndUnassignedOnesWithoutFido() throws IOException {
        enabled(PREFIX + "dev", FIDO);
        aws.leftoverDevice(PREFIX + "orphan");

        UserDevices devices = devices();

        assertThat(devices.user()).isEqualTo("dev");
        assertThat(serials(devices.enabled())).containsExactly(PREFIX + "dev");
        assertThat(serials(devices.unassigned())).containsExactly(PREFIX + "orphan");
    }

    @Test
    void anotherUserIsNamed() throws IOException {
        assertThat(devices("AKIADEV", "ann").user()).isEqualTo("ann");
    }

    @Test
    void aPolicyThatHidesUnassignedDevicesHidesOnlyThose() throws IOException {
        enabled(PREFIX + "dev");
        aws.denied.add("ListVirtualMFADevices");

        assertThat(serials(devices().enabled())).containsExactly(PREFIX + "dev");
        assertThat(devices().unassigned()).isEmpty();
    }

    @Test
    void otherFailuresArePassedOn() {
        aws.denied.add("ListMFADevices");
        assertThat(catchThrowableOfType(AwsException.class, this::devices).kind())
                .isEqualTo(Kind.DENIED);
        aws.denied.clear();
        aws.before("ListVirtualMFADevices", () -> {
            throw MemoryAws.error(Kind.THROTTLED, "iam:ListVirtualMFADevices");
        });
        assertThat(catchThrowableOfType(AwsException.class, this::devices).kind())
                .isEqualTo(Kind.THROTTLED);
    }

    @Test
    void keysThatAreNoUsersAreRefused() {
        assertThat(catchThrowableOfType(EnrollException.class, () -> devices("AKIAROOT", null))
                        .kind())
                .isEqualTo(EnrollException.Kind.NOT_A_USER);
    }

    @Test
    void aClockThatIsOffByMinutesIsRefused() {
        aws.dates = awsClock;
        aws.ahead = Duration.ofMinutes(-7);

        assertThat(catchThrowableOfType(AwsException.class, this::devices).kind())
                .isEqualTo(Kind.CLOCK_SKEW);
    }

    @Test
    void aNameMeansTheUsersOwnDeviceBeforeOthers() throws IOException {
        enabled(PREFIX + "dev", PREFIX + "team/dev-2");
        aws.leftoverDevice(PREFIX + "other/dev");
        aws.leftoverDevice(PREFIX + "orphan");
        UserDevices devices = devices();

        assertThat(serials(devices.named("dev"))).containsExactly(PREFIX + "dev");
        assertThat(serials(devices.named("dev-2"))).containsExactly(PREFIX + "team/dev-2");
        assertThat(serials(devices.named(PREFIX + "other/dev"))).containsExactly(PREFIX + "other/dev");
        assertThat(serials(devices.named("orphan"))).containsExactly(PREFIX + "orphan");
        assertThat(devices.named("de")).isEmpty();
    }

    @Test
    void theUserOfAnIdentity() {
        assertThat(UserDevices.userOf(
                        new CallerIdentity("123456789012", "arn:aws:iam::123456789012:user/a/b/dev", "I")))
                .contains("dev");
        assertThat(UserDevices.userOf(new CallerIdentity("123456789012", "arn:aws:iam::123456789012:root", "I")))
                .isEmpty();
    }

    // DeviceChoice

    private DeviceChoice choice(String asked, String... accounts) throws IOException {
        return new DeviceChoice(
                devices(), List.of(accounts).stream().map(CredentialId::of).toList(), asked);
    }

    @Test
    void withoutANameItIsTheOneOnTheKey() throws IOException {
        enabled(PREFIX + "dev", PREFIX + "dev-2");
        aws.leftoverDevice(PREFIX + "orphan");

        assertThat(serials(choice(null, PREFIX + "dev-2", "GitHub:me").known())).containsExactly(PREFIX + "dev-2");
        assertThat(serials(choice(null, "aws/iam/123456789012:dev").known())).containsExactly(PREFIX + "dev");
        assertThat(serials(choice(null, PREFIX + "orphan").known())).containsExactly(PREFIX + "orphan");
        assertThat(choice(null, "GitHub:me").known()).isEmpty();
    }

    @Test
    void whatABrokenOffRunLeftIsFoundOnTheKeyOrInTheProfiles() throws IOException {
        assertThat(choice(null, PREFIX + "dev").gone(Set.of()).map(MfaDevice::serial))
                .contains(PREFIX + "dev");
        assertThat(choice("dev").gone(Set.of(PREFIX + "dev")).map(MfaDevice::serial))
                .contains(PREFIX + "dev");
        assertThat(choice("laptop", PREFIX + "laptop").gone(Set.of()).map(MfaDevice::serial))
                .contains(PREFIX + "laptop");
    }

    @Test
    void whatMayBeSomebodyElsesIsNotTakenForIt() throws IOException {
        enabled(PREFIX + "dev");

        assertThat(choice(null, PREFIX + "ann").gone(Set.of())).isEmpty();
        assertThat(choice(null, PREFIX + "dev").gone(Set.of())).as("IAM has it").isEmpty();
        assertThat(choice("x", "arn:aws:iam::210987654321:mfa/x").gone(Set.of()))
                .as("another account")
                .isEmpty();
        assertThat(choice("x", "arn:aws-cn:iam::123456789012:mfa/x").gone(Set.of()))
                .as("another partition")
                .isEmpty();
        assertThat(choice(null, PREFIX + "dev-1", PREFIX + "dev-2").gone(Set.of()))
                .as("two of them")
                .isEmpty();
    }

    // DeviceReplacement

    @Test
    void theOldDeviceOfAReplacementHasANameAlsoWhenItIsGone() throws IOException {
        enabled(PREFIX + "team/old");
        DeviceReplacement there = new DeviceReplacement(null, devices(), "old");
        assertThat(there.serial(PREFIX + "fresh")).isEqualTo(PREFIX + "team/old");
        assertThat(there.isPending()).isTrue();

        DeviceReplacement gone = new DeviceReplacement(null, devices(), "lost");
        assertThat(gone.serial(PREFIX + "team/fresh")).isEqualTo(PREFIX + "team/lost");
        assertThat(gone.isPending()).isFalse();
    }
}
