package ykaws.aws.enroll;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import ykaws.aws.AwsException;
import ykaws.aws.AwsException.Kind;
import ykaws.aws.fake.MemoryAws;
import ykaws.aws.fake.TestClock;
import ykaws.oath.CredentialId;
import ykaws.oath.NewCredential;
import ykaws.oath.Secret;

/** What is there already when somebody enrols by hand, and an AWS that can't be asked. */
class ManualRepeatTest extends ManualFixture {
    @Test
    void whereNobodyIsAskedAnotherRunStillFindsTheAccountItsOwn() throws IOException {
        theFormMadeADevice();

        ManualResult first = run(wishByHand(true, false), says(ConsoleForm.Answer.NOBODY));
        assertThat(first.confirmation()).isEqualTo(ManualResult.Confirmation.NONE);
        assertThat(config).exists();

        clock.pass(Duration.ofSeconds(60));
        ManualResult second = run(wishByHand(true, false), this::typesThem);
        assertThat(second.confirmation()).isEqualTo(ManualResult.Confirmation.LISTED);
        assertThat(accounts()).containsExactly(MemoryAws.SERIAL);
    }

    @Test
    void whatIsDoneAlreadyNeedsNoSecretAndNoTouch() throws IOException {
        enroll();
        int before = touches;

        ManualPlan plan = planByHand(wishByHand(true, false));
        ManualResult result;
        try (Secret none = Secret.takeOver(new byte[0])) {
            result = manual().run(plan, none, form);
        }

        assertThat(plan.done()).isTrue();
        assertThat(result.device().origin()).isEqualTo(EnrollResult.Origin.FOUND);
        assertThat(touches).isEqualTo(before);
        assertThat(shown).isEmpty();
    }

    private void anotherAccountOfThatName() throws IOException {
        try (NewCredential other = NewCredential.builder(
                        CredentialId.of(MemoryAws.SERIAL),
                        Secret.copyOf("another secret".getBytes(StandardCharsets.UTF_8)))
                .build()) {
            open().put(other);
        }
    }

    @Test
    void anAccountOfThatNameStaysAsItIs() throws IOException {
        anotherAccountOfThatName();

        EnrollException e = catchThrowableOfType(EnrollException.class, () -> planByHand(wishByHand(true, false)));

        assertThat(e.kind()).isEqualTo(EnrollException.Kind.ACCOUNT_ON_KEY);
    }

    @Test
    void byForceItIsReplacedOnceAwsHasTakenTheCodes() throws IOException {
        theFormMadeADevice();
        anotherAccountOfThatName();

        run(wishByHand(true, true), codes -> {
            assertThat(accounts()).hasSize(2).contains(MemoryAws.SERIAL);
            return typesThem(codes);
        });

        assertThat(accounts()).containsExactly(MemoryAws.SERIAL);
        assertThat(open().calculate(CredentialId.of(MemoryAws.SERIAL), clock.instant())
                        .digits())
                .isEqualTo(code(TestClock.STEP));
    }

    @Test
    void byForceAndWithoutAnybodyTheFormerAccountStays() throws IOException {
        anotherAccountOfThatName();

        assertThatThrownBy(() -> run(wishByHand(true, true), says(ConsoleForm.Answer.NOBODY)))
                .isInstanceOf(EnrollException.class);

        assertThat(accounts()).containsExactly(MemoryAws.SERIAL);
        assertThat(open().calculate(CredentialId.of(MemoryAws.SERIAL), clock.instant())
                        .digits())
                .isNotEqualTo(code(TestClock.STEP));
    }

    @Test
    void aDeviceThatAnotherKeyHoldsIsNotTakenOver() throws IOException {
        aws.enabledDevice(SEED);

        EnrollException e = catchThrowableOfType(EnrollException.class, () -> planByHand(wishByHand(true, false)));

        assertThat(e.kind()).isEqualTo(EnrollException.Kind.ALREADY_ENROLLED);
    }

    @Test
    void anUnreachableAwsStopsNobody() throws IOException {
        for (int i = 0; i < 2; i++) {
            aws.before("ListMFADevices", () -> {
                throw MemoryAws.error(Kind.UNREACHABLE, "iam:ListMFADevices");
            });
        }

        ManualResult result = run(wishByHand(true, false), says(ConsoleForm.Answer.TAKEN));

        assertThat(result.confirmation()).isEqualTo(ManualResult.Confirmation.SAID);
        assertThat(progress).contains("skipped the user's MFA devices", "skipped whether the device is enabled");
    }

    @Test
    void aRefusalOfTheFormIsAnException() {
        assertThatThrownBy(() -> typesThem(new FormCodes("000000", "000000", TestClock.START)))
                .isInstanceOf(AwsException.class);
    }
}
