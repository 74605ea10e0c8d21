package ykaws.aws.session;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import ykaws.aws.AwsException;
import ykaws.aws.MfaCode;
import ykaws.oath.OathException;
import ykaws.pcsc.Pause;

/**
 * A call to AWS that carries an MFA code: with a code that was not sent before, as few touches as can be, and no second
 * use of one.
 *
 * <p>A code holds for one time step of 30 s, and AWS takes it once. Where the current step's is spent, the next one's is
 * sent at once; AWS usually takes it, else it is sent again inside its window.
 */
public final class MfaCall {
    static final int STEP_SECONDS = 30;

    /** IAM tells STS of a new device within seconds; until then its codes can't be validated. */
    private static final int STEPS_SINCE_ENABLED = 2;

    private static final Duration FIRST_BACK_OFF = Duration.ofSeconds(1);
    /** A touch that came that late is a rare event; the third in a row is a fault. */
    private static final int STALE_CODES = 2;

    private final ReplayLedger ledger;
    private final CodeSource codes;
    private final AwsClock.Time clock;
    private final Pause pause;

    /** The call itself. */
    public interface Call<T> {
        T send(MfaCode code) throws AwsException;
    }

    /** A code whose step is ours in the ledger. */
    private record Claimed(String serial, long step, String code) {}

    public MfaCall(ReplayLedger ledger, CodeSource codes, AwsClock.Time clock, Pause pause) {
        this.ledger = ledger;
        this.codes = codes;
        this.clock = clock;
        this.pause = pause;
    }

    /**
     * Gets a code and sends it.
     *
     * <p>Where the key does not hold that device, another one of the user's on it is taken.
     *
     * <p>Where the refusal shows that this computer's clock is off, a code of the right time step follows.
     *
     * @throws AwsException of kind INVALID_MFA_CODE if AWS refused it where it should have been good; CLOCK_SKEW if
     *     the clocks are too far apart
     * @throws InterruptedIOException if the thread is interrupted during a wait
     */
    public <T> T send(String serial, Call<T> call) throws IOException {
        Claimed claimed;
        try {
            claimed = claim(serial);
        } catch (OathException e) {
            Optional<String> other =
                    e.kind() == OathException.Kind.NO_SUCH_ACCOUNT ? codes.otherDevice(serial) : Optional.empty();
            if (other.isEmpty() || other.get().equals(serial)) {
                throw e;
            }
            claimed = claim(other.get());
        }
        return send(claimed, call);
    }

    private <T> T send(Claimed claimed, Call<T> call) throws IOException {
        long sentAt = now();
        Duration believed = clock.offset();
        try {
            return transmit(claimed, call);
        } catch (AwsException e) {
            if (e.kind() != AwsException.Kind.INVALID_MFA_CODE) {
                throw e;
            }
            clock.require(e.action());
            if (isOtherStep(believed)) {
                return sendCorrected(claimed, call);
            }
            if (claimed.step == sentAt) {
                throw refused(claimed, e);
            }
            return sendAgain(claimed, sentAt, call);
        }
    }

    /** Whether the answer has taught us that AWS lives in another time step than we believed. */
    private boolean isOtherStep(Duration believed) {
        Instant now = clock.instant();
        return step(now) != step(now.minus(clock.offset()).plus(believed));
    }

    private <T> T sendCorrected(Claimed refused, Call<T> call) throws IOException {
        if (refused.step > now()) {
            // Its window opens only later.
            ledger.settle(refused.serial, refused.step, ReplayLedger.State.REFUSED_EARLY);
        }
        return sendLast(claim(refused.serial), call);
    }

    private <T> T sendLast(Claimed again, Call<T> call) throws IOException {
        try {
            return transmit(again, call);
        } catch (AwsException e) {
            throw e.kind() == AwsException.Kind.INVALID_MFA_CODE ? refused(again, e) : e;
        }
    }

    /** The code was refused outside its window: before it, or because the touch came late. */
    private <T> T sendAgain(Claimed refused, long sentAt, Call<T> call) throws IOException {
        Claimed again;
        if (refused.step > sentAt) {
            ledger.settle(refused.serial, refused.step, ReplayLedger.State.REFUSED_EARLY);
            waitFor(refused.serial, refused.step);
            again = ledger.claim(refused.serial, refused.step) ? refused : claim(refused.serial);
        } else {
            again = claim(refused.serial);
        }
        return sendLast(again, call);
    }

    /**
     * A code that nobody sent. The step is claimed before the touch: another process that needs a code meanwhile takes
     * the next one's at once, and no touch is spent on a code that is gone when it comes.
     */
    private Claimed claim(String serial) throws IOException {
        int stale = 0;
        while (true) {
            long now = now();
            long step = ledger.firstUnspent(serial, now);
            if (step > now + 1) {
                waitFor(serial, step - 1);
            } else if (ledger.claim(serial, step)) {
                String code = fetch(serial, step);
                if (now() <= step + 1 || ++stale > STALE_CODES) {
                    return new Claimed(serial, step, code);
                }
                ledger.settle(serial, step, ReplayLedger.State.REFUSED_EARLY);
            }
        }
    }

    private String fetch(String serial, long step) throws IOException {
        try {
            return codes.code(serial, step);
        } catch (IOException | RuntimeException e) {
            release(serial, step, e);
            throw e;
        }
    }

    /** The code was never sent. A pending interrupt must not keep that from being written. */
    private void release(String serial, long step, Exception cause) {
        boolean interrupted = Thread.interrupted();
        try {
            ledger.settle(serial, step, ReplayLedger.State.REFUSED_EARLY);
        } catch (IOException unwritten) {
            cause.addSuppressed(unwritten);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private <T> T transmit(Claimed claimed, Call<T> call) throws IOException {
        T answer = untilVisible(claimed, call);
        ledger.settle(claimed.serial, claimed.step, ReplayLedger.State.ACCEPTED);
        return answer;
    }

    /** Right after Enable, STS may not know the device yet: that is no reason for another touch. */
    private <T> T untilVisible(Claimed claimed, Call<T> call) throws IOException {
        MfaCode code = new MfaCode(claimed.serial, claimed.code);
        Duration backOff = FIRST_BACK_OFF;
        while (true) {
            try {
                return call.send(code);
            } catch (AwsException e) {
                boolean holds = now() <= claimed.step + 1;
                if (e.kind() != AwsException.Kind.UNKNOWN_MFA_DEVICE || !holds || !wasJustEnabled(claimed)) {
                    throw e;
                }
                pause(backOff);
                backOff = backOff.multipliedBy(2);
            }
        }
    }

    /** Enabling leaves two accepted codes of the last minute in the ledger. */
    private boolean wasJustEnabled(Claimed claimed) throws IOException {
        long now = now();
        for (long step = now - STEPS_SINCE_ENABLED - 1; step <= now; step++) {
            boolean accepted = ledger.state(claimed.serial, step)
                    .filter(state -> state == ReplayLedger.State.ACCEPTED)
                    .isPresent();
            if (accepted && step != claimed.step) {
                return true;
            }
        }
        return false;
    }

    private AwsException refused(Claimed claimed, AwsException e) throws IOException {
        ledger.settle(claimed.serial, claimed.step, ReplayLedger.State.REFUSED);
        return new AwsException(
                AwsException.Kind.INVALID_MFA_CODE,
                e.action(),
                new AwsException.Answer(
                        e.errorCode(),
                        e.httpStatus(),
                        "the code of " + claimed.serial + " is wrong, or already used on another machine",
                        e.serverDate()),
                e);
    }

    private long now() {
        return step(clock.instant());
    }

    private static long step(Instant time) {
        return Math.floorDiv(time.getEpochSecond(), (long) STEP_SECONDS);
    }

    private void waitFor(String serial, long step) throws IOException {
        Duration left = Duration.between(clock.instant(), Instant.ofEpochSecond(step * STEP_SECONDS));
        if (!left.isNegative() && !left.isZero()) {
            codes.waiting(serial, left);
            pause(left);
        }
    }

    private void pause(Duration time) throws InterruptedIOException {
        try {
            pause.sleep(time);
        } catch (InterruptedException e) {
            InterruptedIOException interrupted = new InterruptedIOException("interrupted while waiting for AWS");
            interrupted.initCause(e);
            throw interrupted;
        }
    }
}
