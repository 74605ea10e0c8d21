package ykaws.aws.enroll;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Consumer;
import ykaws.aws.AwsException;
import ykaws.aws.Iam;
import ykaws.aws.session.CodeSource;
import ykaws.aws.session.ReplayLedger;
import ykaws.oath.CredentialId;
import ykaws.oath.Totp;

/**
 * Tells IAM which time a device lives in, by the codes of two consecutive time steps: the last and the current one, so
 * that nobody waits. Where one of these was sent before and not refused, it is the next pair, once it is due: codes of
 * the future would tell IAM a wrong time.
 *
 * <p>Source of the call: IAM API, {@code ResyncMFADevice}.
 */
public final class Resynchronization {
    private static final Set<AwsException.Kind> PASSING =
            EnumSet.of(AwsException.Kind.THROTTLED, AwsException.Kind.TEMPORARILY_UNMODIFIABLE);

    private final Enrollment.Parts parts;

    public Resynchronization(Enrollment.Parts parts) {
        this.parts = parts;
    }

    /**
     * Carries it out.
     *
     * @param codes of the device: two of them, a touch each
     * @throws AwsException INVALID_MFA_CODE if these are not the device's codes
     */
    public void run(EnrollWish.Login login, String user, String serial, CodeSource codes) throws IOException {
        parts.aws().sts(login.keys(), login.endpoints()).getCallerIdentity();
        InstantSource clock = parts.clock().in(login.partition());
        parts.clock().in(login.partition()).require("iam:ResyncMFADevice");
        long now = Totp.step(clock.instant(), CredentialId.DEFAULT_PERIOD);
        long older = now - 1;
        while (isSpent(serial, older) || isSpent(serial, older + 1)) {
            older++;
        }
        await(Instant.ofEpochSecond(older * CredentialId.DEFAULT_PERIOD), clock, left -> codes.waiting(serial, left));
        String first = codes.code(serial, older);
        String second = codes.code(serial, older + 1);
        note(serial, older, ReplayLedger.State.UNKNOWN);
        Iam iam = parts.aws().iam(login.keys(), login.endpoints());
        try {
            new Patience(parts.pause()).send(PASSING, () -> {
                iam.resyncMfaDevice(user, serial, first, second);
                return serial;
            });
        } catch (AwsException e) {
            if (e.kind() == AwsException.Kind.INVALID_MFA_CODE) {
                note(serial, older, ReplayLedger.State.REFUSED);
            }
            throw e;
        }
        note(serial, older, ReplayLedger.State.ACCEPTED);
    }

    private boolean isSpent(String serial, long step) throws IOException {
        return parts.ledger()
                .state(serial, step)
                .filter(it -> it == ReplayLedger.State.UNKNOWN || it == ReplayLedger.State.ACCEPTED)
                .isPresent();
    }

    private void note(String serial, long older, ReplayLedger.State state) throws IOException {
        parts.ledger().settle(serial, older, state);
        parts.ledger().settle(serial, older + 1, state);
    }

    /** Until the older of the two steps is the current one. */
    private void await(Instant opens, InstantSource clock, Consumer<Duration> notice) throws IOException {
        Duration left = Duration.between(clock.instant(), opens);
        if (left.isNegative() || left.isZero()) {
            return;
        }
        notice.accept(left);
        try {
            parts.pause().sleep(left);
        } catch (InterruptedException e) {
            InterruptedIOException interrupted = new InterruptedIOException("interrupted while waiting for a code");
            interrupted.initCause(e);
            throw interrupted;
        }
    }
}
