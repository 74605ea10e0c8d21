package ykaws.aws.enroll;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import ykaws.aws.AwsException.Kind;
import ykaws.aws.fake.MemoryAws;
import ykaws.aws.fake.TestClock;
import ykaws.aws.session.ReplayLedger;
import ykaws.oath.CredentialId;
import ykaws.oath.HashAlgorithm;
import ykaws.oath.Secret;
import ykaws.oath.Totp;

class EnrollmentTest extends EnrollFixture {
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
        assertThat(progress).containsExactly("CHECK", "CREATE", "PUT", "PROVE", "ENABLE", "TAG", "PROFILE");
    }

    @Test
    void theCodesThatEnableItAreSpent() throws IOException {
        enroll();

        assertThat(ledger.state(MemoryAws.SERIAL, TestClock.STEP - 1)).contains(ReplayLedger.State.ACCEPTED);
        assertThat(ledger.state(MemoryAws.SERIAL, TestClock.STEP)).contains(ReplayLedger.State.ACCEPTED);
        assertThat(ledger.firstUnspent(MemoryAws.SERIAL, TestClock.STEP)).isEqualTo(TestClock.STEP + 1);
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
    void aProfileThatCantBeWrittenFailsNothing() throws IOException {
        Files.createDirectory(config);

        EnrollResult result = enroll();

        assertThat(aws.isEnabled(MemoryAws.SERIAL)).isTrue();
        assertThat(result.profiles()).hasSize(2).noneMatch(EnrollResult.ProfileOutcome::written);
        assertThat(result.profiles().get(0).lines())
                .containsExactly("[profile dev]", "mfa_serial = " + MemoryAws.SERIAL);
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
