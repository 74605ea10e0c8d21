package ykaws.aws.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import ykaws.aws.AwsException;
import ykaws.aws.AwsException.Kind;
import ykaws.aws.fake.MemoryAws;

/** A code is sent once, and a refused one is not mistaken for a spent one. */
class SpentCodesTest extends SessionsFixture {
    @Test
    void twoCallsInOneWindowTakeTwoCodes() throws IOException {
        get(request("One", role("One", MFA)));
        get(request("Two", role("Two", MFA)));

        assertThat(touchedFor).containsExactly(step(), step() + 1);
        assertThat(aws.count("AssumeRole")).isEqualTo(2);
        assertThat(clock.pauses).isEmpty();
    }

    @Test
    void aCodeRefusedBeforeItsWindowIsSentAgainInsideIt() throws IOException {
        aws.window = 0;
        get(request("One", role("One", MFA)));
        long second = step() + 1;

        get(request("Two", role("Two", MFA)));

        assertThat(touchedFor).as("no touch for the second sending").containsExactly(second - 1, second);
        assertThat(aws.count("AssumeRole")).isEqualTo(3);
        assertThat(step()).isEqualTo(second);
        assertThat(waits).containsExactly(Duration.ofSeconds(20));
        assertThat(ledger.state(MemoryAws.SERIAL, second)).contains(ReplayLedger.State.ACCEPTED);
    }

    @Test
    void aThirdCallInOneWindowWaitsForTheNext() throws IOException {
        get(request("One", role("One", MFA)));
        get(request("Two", role("Two", MFA)));
        get(request("Three", role("Three", MFA)));

        assertThat(waits).containsExactly(Duration.ofSeconds(20));
        assertThat(touchedFor).doesNotHaveDuplicates().hasSize(3);
    }

    @Test
    void aCodeUsedOnAnotherMachineIsRefusedForGood() throws IOException {
        aws.before("GetSessionToken", () -> {
            throw MemoryAws.error(Kind.INVALID_MFA_CODE, "sts:GetSessionToken");
        });

        AwsException e = catchThrowableOfType(AwsException.class, () -> get(token()));

        assertThat(e.kind()).isEqualTo(Kind.INVALID_MFA_CODE);
        assertThat(e).hasMessageContaining("is wrong, or already used on another machine");
        assertThat(aws.count("GetSessionToken")).isEqualTo(1);
        assertThat(ledger.state(MemoryAws.SERIAL, step())).contains(ReplayLedger.State.REFUSED);
    }

    @Test
    void aSecondRefusalEndsIt() throws IOException {
        ledger.claim(MemoryAws.SERIAL, step());
        for (int i = 0; i < 2; i++) {
            aws.before("GetSessionToken", () -> {
                throw MemoryAws.error(Kind.INVALID_MFA_CODE, "sts:GetSessionToken");
            });
        }

        AwsException e = catchThrowableOfType(AwsException.class, () -> get(token()));

        assertThat(e).hasMessageContaining("is wrong, or already used on another machine");
        assertThat(aws.count("GetSessionToken")).isEqualTo(2);
        assertThat(touchedFor).hasSize(1);
    }

    @Test
    void aTouchThatCameLateIsTriedOnceMore() throws IOException {
        aws.window = 0;
        codes = (serial, step) -> {
            if (touchedFor.isEmpty()) {
                clock.pass(Duration.ofSeconds(25));
            }
            return touch(serial, step);
        };

        get(token());

        assertThat(touchedFor).hasSize(2);
    }

    @Test
    void aCallWithoutAnAnswerCountsAsSent() throws IOException {
        aws.after("GetSessionToken", () -> {
            throw MemoryAws.error(Kind.UNREACHABLE, "sts:GetSessionToken");
        });
        assertThatThrownBy(() -> get(token())).isInstanceOf(AwsException.class);

        get(token());

        assertThat(touchedFor).containsExactly(step(), step() + 1);
    }

    @Test
    void aTouchThatNeverCameLeavesTheCodeUnspent() throws IOException {
        codes = (serial, step) -> {
            throw new IOException("nobody touched");
        };
        assertThatThrownBy(() -> get(token())).hasMessage("nobody touched");
        codes = this::touch;

        get(token());

        assertThat(touchedFor).containsExactly(step());
    }

    @Test
    void aDeviceThatWasJustEnabledIsWaitedFor() throws IOException {
        justEnabled();
        aws.enableDelay = Duration.ofSeconds(6);

        get(token());

        assertThat(touchedFor).containsExactly(step() + 1);
        assertThat(clock.pauses).containsExactly(Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(4));
    }

    private void justEnabled() throws IOException {
        aws.enabledDevice(SEED);
        ledger.settle(MemoryAws.SERIAL, step() - 1, ReplayLedger.State.ACCEPTED);
        ledger.settle(MemoryAws.SERIAL, step(), ReplayLedger.State.ACCEPTED);
    }

    @Test
    void aDeviceThatIsUnknownForLongIsUnknown() throws IOException {
        justEnabled();
        aws.enableDelay = Duration.ofHours(1);

        AwsException e = catchThrowableOfType(AwsException.class, () -> get(token()));

        assertThat(e.kind()).isEqualTo(Kind.UNKNOWN_MFA_DEVICE);
        assertThat(touchedFor).hasSize(1);
        assertThat(clock.pauses).hasSizeLessThan(8);
    }

    @Test
    void aWrongSerialIsNotWaitedFor() {
        aws.enableDelay = Duration.ofHours(1);

        assertThat(catchThrowableOfType(AwsException.class, () -> get(token())).kind())
                .isEqualTo(Kind.UNKNOWN_MFA_DEVICE);
        assertThat(clock.pauses).isEmpty();
    }
}
