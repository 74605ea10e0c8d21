package ykaws.aws.enroll;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import ykaws.aws.fake.MemoryAws;
import ykaws.aws.fake.TestClock;
import ykaws.aws.session.ReplayLedger;

/** AWS's form in the browser, played by a call to EnableMFADevice with what is typed. */
class ManualEnrollmentTest extends ManualFixture {
    @Test
    void oneTouchTwoCodesAtOnceAndIamConfirmsIt() throws IOException {
        theFormMadeADevice();

        ManualResult result = run(wishByHand(true, false), this::typesThem);

        assertThat(result.confirmation()).isEqualTo(ManualResult.Confirmation.LISTED);
        assertThat(result.effort()).isEqualTo(new EnrollResult.Effort(1, Duration.ZERO));
        assertThat(touches).isEqualTo(1);
        assertThat(shown)
                .containsExactly(new FormCodes(
                        code(TestClock.STEP - 1), code(TestClock.STEP), FormCodes.start(TestClock.STEP + 1)));
        assertThat(accounts()).containsExactly(MemoryAws.SERIAL);
        assertThat(config).content().contains("[profile dev]\nmfa_serial = " + MemoryAws.SERIAL);
        assertThat(progress).containsExactly("CHECK", "PUT", "PROVE", "ENABLE", "TAG", "PROFILE");
        assertThat(aws.count("CreateVirtualMFADevice")).isZero();
        assertThat(new Journal(temp.resolve("state/enrollments")).all()).isEmpty();
    }

    @Test
    void bothCodesAreSpentForItsSessions() throws IOException {
        theFormMadeADevice();

        run(wishByHand(true, false), this::typesThem);

        assertThat(ledger.state(MemoryAws.SERIAL, TestClock.STEP - 1)).contains(ReplayLedger.State.ACCEPTED);
        assertThat(ledger.firstUnspent(MemoryAws.SERIAL, TestClock.STEP)).isEqualTo(TestClock.STEP + 1);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void codesShownAtTheEndOfAStepAreRightAfterIt(int window) throws IOException {
        aws.window = window;
        theFormMadeADevice();
        clock.pass(Duration.ofSeconds(6));

        ManualResult result = run(wishByHand(true, false), codes -> {
            clock.pass(Duration.ofSeconds(20));
            return typesThem(codes);
        });

        assertThat(result.codes())
                .isEqualTo(new FormCodes(
                        code(TestClock.STEP), code(TestClock.STEP + 1), FormCodes.start(TestClock.STEP + 2)));
        assertThat(aws.isEnabled(MemoryAws.SERIAL)).isTrue();
    }

    @Test
    void whoWasTooSlowGetsFreshCodes() throws IOException {
        theFormMadeADevice();

        run(
                wishByHand(true, false),
                codes -> {
                    clock.pass(Duration.ofSeconds(90));
                    return ConsoleForm.Answer.REFUSED;
                },
                this::typesThem);

        assertThat(shown)
                .extracting(FormCodes::first)
                .containsExactly(code(TestClock.STEP - 1), code(TestClock.STEP + 2));
        assertThat(touches).isEqualTo(1);
        assertThat(aws.isEnabled(MemoryAws.SERIAL)).isTrue();
    }

    @Test
    void codesRefusedInTheirOwnTimeAreNotShownAgain() throws IOException {
        theFormMadeADevice();

        run(
                wishByHand(true, false),
                says(ConsoleForm.Answer.REFUSED),
                says(ConsoleForm.Answer.REFUSED),
                this::typesThem);

        assertThat(shown)
                .extracting(FormCodes::first)
                .containsExactly(code(TestClock.STEP - 1), code(TestClock.STEP), code(TestClock.STEP + 1));
        assertThat(progress).contains("waiting 20");
    }

    @Test
    void whoGivesUpHasTheKeyAsItWas() throws IOException {
        EnrollException e = catchThrowableOfType(
                EnrollException.class, () -> run(wishByHand(true, false), says(ConsoleForm.Answer.GIVEN_UP)));

        assertThat(e.kind()).isEqualTo(EnrollException.Kind.GIVEN_UP);
        assertThat(progress).endsWith("undo PUT");
        assertThat(accounts()).isEmpty();
        assertThat(config).doesNotExist();
        assertThat(new Journal(temp.resolve("state/enrollments")).all()).isEmpty();
    }

    @Test
    void anInterruptTakesTheAccountOffTheKey() throws IOException {
        assertThatThrownBy(() -> run(wishByHand(false, false), codes -> {
                    throw new InterruptedIOException("by order of the test");
                }))
                .isInstanceOf(InterruptedIOException.class);

        assertThat(accounts()).isEmpty();
    }

    @Test
    void anInterruptAfterAwsTookTheCodesLeavesTheAccount() throws IOException {
        theFormMadeADevice();

        ManualResult result = run(wishByHand(true, false), codes -> {
            typesThem(codes);
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("by order of the test");
        });

        assertThat(result.confirmation()).isEqualTo(ManualResult.Confirmation.LISTED);
        assertThat(accounts()).containsExactly(MemoryAws.SERIAL);
    }

    @Test
    void aKeyThatIsNotTouchedIsLeftAsItWas() throws IOException {
        finger = false;

        assertThatThrownBy(() -> run(wishByHand(true, false), this::typesThem)).isInstanceOf(IOException.class);

        assertThat(shown).isEmpty();
        assertThat(accounts()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aPersonsWordDoesWhereIamCantBeAsked(boolean denied) throws IOException {
        theFormMadeADevice();
        if (denied) {
            aws.denied.add("ListMFADevices");
        }

        ManualResult result = run(wishByHand(denied, false), this::typesThem);

        assertThat(result.confirmation()).isEqualTo(ManualResult.Confirmation.SAID);
        assertThat(aws.isEnabled(MemoryAws.SERIAL)).isTrue();
        assertThat(config).exists();
    }

    @Test
    void aWordThatIamDoesNotConfirmIsAskedAbout() throws IOException {
        theFormMadeADevice();

        ManualResult result = run(
                wishByHand(true, false),
                says(ConsoleForm.Answer.TAKEN),
                says(ConsoleForm.Answer.REFUSED),
                this::typesThem);

        assertThat(progress).contains("unlisted dev");
        assertThat(shown).hasSize(2);
        assertThat(result.confirmation()).isEqualTo(ManualResult.Confirmation.LISTED);
    }
}
