package ykaws.aws.enroll;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import ykaws.aws.AwsException;
import ykaws.aws.AwsException.Kind;
import ykaws.aws.fake.MemoryAws;
import ykaws.oath.CredentialId;
import ykaws.oath.HashAlgorithm;
import ykaws.oath.NewCredential;
import ykaws.oath.OathException;
import ykaws.oath.Secret;

/** Whatever goes wrong, IAM and the key are as before, or the commands say how to get there. */
class EnrollUndoTest extends EnrollFixture {
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
    void aTakenNameIsNotDeleted() throws IOException {
        EnrollPlan plan = plan(wish());
        aws.leftoverDevice(MemoryAws.SERIAL);

        AwsException e =
                catchThrowableOfType(AwsException.class, () -> enrollment().run(plan));

        assertThat(e.kind()).isEqualTo(Kind.EXISTS);
        assertThat(aws.deviceSerials()).containsExactly(MemoryAws.SERIAL);
    }
}
