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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import ykaws.aws.AccessKeys;
import ykaws.aws.AwsException;
import ykaws.aws.AwsException.Kind;
import ykaws.aws.Endpoints;
import ykaws.aws.fake.MemoryAws;
import ykaws.aws.fake.TestClock;
import ykaws.aws.session.AwsClock;
import ykaws.aws.session.CodeSource;
import ykaws.aws.session.ReplayLedger;
import ykaws.oath.HashAlgorithm;
import ykaws.oath.Secret;
import ykaws.oath.Totp;

class ResynchronizationTest {
    private static final byte[] SEED = "12345678901234567890".getBytes(StandardCharsets.US_ASCII);

    @TempDir
    Path temp;

    private final TestClock clock = new TestClock();
    private final MemoryAws aws = new MemoryAws(clock);
    private final List<Long> asked = new ArrayList<>();
    private final List<Duration> waits = new ArrayList<>();
    private final EnrollWish.Login login =
            new EnrollWish.Login(new AccessKeys("AKIADEV", Secret.copyOf(SEED)), Endpoints.of("eu-central-1"));
    private AwsClock awsClock;
    private ReplayLedger ledger;
    private byte[] onTheKey = SEED;

    @BeforeEach
    void enrolled() throws IOException {
        aws.enabledDevice(SEED);
        awsClock = AwsClock.forgetful(clock);
        aws.dates = awsClock;
        ledger = new ReplayLedger(Files.createDirectories(temp.resolve("state")).resolve("ledger"));
    }

    private void resync() throws IOException {
        CodeSource codes = new CodeSource() {
            @Override
            public String code(String serial, long step) {
                asked.add(step - TestClock.STEP);
                return Totp.code(Secret.copyOf(onTheKey), HashAlgorithm.SHA1, 6, step);
            }

            @Override
            public void waiting(String serial, Duration left) {
                waits.add(left);
            }
        };
        new Resynchronization(new Enrollment.Parts(aws, ledger, awsClock, clock, new Journal(temp.resolve("state/j"))))
                .run(login, MemoryAws.USER, MemoryAws.SERIAL, codes);
    }

    private ReplayLedger.State state(long offset) throws IOException {
        return ledger.state(MemoryAws.SERIAL, TestClock.STEP + offset).orElse(null);
    }

    @Test
    void theLastAndTheCurrentCodeAndNoWaiting() throws IOException {
        resync();

        assertThat(asked).containsExactly(-1L, 0L);
        assertThat(clock.pauses).isEmpty();
        assertThat(state(-1)).isEqualTo(ReplayLedger.State.ACCEPTED);
        assertThat(state(0)).isEqualTo(ReplayLedger.State.ACCEPTED);
    }

    @Test
    void aCodeThatAwsRefusedIsNoReasonToWait() throws IOException {
        ledger.settle(MemoryAws.SERIAL, TestClock.STEP, ReplayLedger.State.REFUSED);

        resync();

        assertThat(asked).containsExactly(-1L, 0L);
        assertThat(waits).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"ACCEPTED", "UNKNOWN"})
    void codesThatMayHaveBeenTakenAreNotSentAgain(ReplayLedger.State sent) throws IOException {
        ledger.settle(MemoryAws.SERIAL, TestClock.STEP - 1, sent);
        ledger.settle(MemoryAws.SERIAL, TestClock.STEP, sent);

        resync();

        assertThat(asked).containsExactly(1L, 2L);
        assertThat(waits).containsExactly(Duration.ofSeconds(20));
    }

    @Test
    void aStepThatWasUsedBeforeTheCurrentOneNeedsNoWait() throws IOException {
        ledger.settle(MemoryAws.SERIAL, TestClock.STEP - 1, ReplayLedger.State.ACCEPTED);

        resync();

        assertThat(asked).containsExactly(0L, 1L);
        assertThat(waits).isEmpty();
    }

    @Test
    void theCodesAreOfAwsTime() throws IOException {
        aws.ahead = Duration.ofSeconds(65);

        resync();

        assertThat(asked).containsExactly(1L, 2L);
        assertThat(waits).isEmpty();
    }

    @Test
    void aClockThatIsOffByMinutesIsRefusedBeforeAnyTouch() {
        aws.ahead = Duration.ofMinutes(6);

        AwsException e = catchThrowableOfType(AwsException.class, this::resync);

        assertThat(e.kind()).isEqualTo(Kind.CLOCK_SKEW);
        assertThat(asked).isEmpty();
    }

    @Test
    void theCodesOfAnotherSecretAreRefusedAndRemembered() throws IOException {
        onTheKey = "another secret altogether".getBytes(StandardCharsets.US_ASCII);

        AwsException e = catchThrowableOfType(AwsException.class, this::resync);

        assertThat(e.kind()).isEqualTo(Kind.INVALID_MFA_CODE);
        assertThat(state(-1)).isEqualTo(ReplayLedger.State.REFUSED);
        onTheKey = SEED;
        resync();
        assertThat(waits).isEmpty();
    }

    @Test
    void aLostAnswerLeavesTheCodesSpent() throws IOException {
        aws.after("ResyncMFADevice", () -> {
            throw MemoryAws.error(Kind.UNREACHABLE, "iam:ResyncMFADevice");
        });

        assertThatThrownBy(this::resync).isInstanceOf(AwsException.class);
        assertThat(state(0)).isEqualTo(ReplayLedger.State.UNKNOWN);

        resync();
        assertThat(asked).containsExactly(-1L, 0L, 1L, 2L);
    }

    @ParameterizedTest
    @EnumSource(
            value = Kind.class,
            names = {"THROTTLED", "TEMPORARILY_UNMODIFIABLE"})
    void aMomentsRefusalIsSentAgainWithTheSameCodes(Kind kind) throws IOException {
        aws.before("ResyncMFADevice", () -> {
            throw MemoryAws.error(kind, "iam:ResyncMFADevice");
        });

        resync();

        assertThat(asked).hasSize(2);
        assertThat(aws.count("ResyncMFADevice")).isEqualTo(2);
    }

    @Test
    void anInterruptEndsTheWait() throws IOException {
        ledger.settle(MemoryAws.SERIAL, TestClock.STEP, ReplayLedger.State.ACCEPTED);
        Thread.currentThread().interrupt();

        assertThatThrownBy(this::resync).isInstanceOf(InterruptedIOException.class);
        assertThat(asked).isEmpty();
    }
}
