package ykaws.aws.enroll;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import ykaws.aws.AwsException;
import ykaws.aws.Iam;
import ykaws.aws.MfaDevice;
import ykaws.aws.VirtualMfaDevice;
import ykaws.aws.session.ReplayLedger;
import ykaws.oath.CredentialId;
import ykaws.oath.HashAlgorithm;
import ykaws.oath.Totp;

/**
 * EnableMFADevice with the codes of the last and the current time step, so that nobody waits for the next one. The codes
 * come from the seed, which the key has proven to hold.
 */
final class Enabling {
    private static final int ATTEMPTS = 3;
    private static final Duration BACK_OFF = Duration.ofSeconds(2);

    private final Enrollment.Parts parts;
    private final EnrollPlan plan;
    private final VirtualMfaDevice device;
    private final UndoList undo;
    private final Iam iam;
    private Duration waited = Duration.ZERO;

    Enabling(Enrollment.Parts parts, EnrollPlan plan, VirtualMfaDevice device, UndoList undo) {
        this.parts = parts;
        this.plan = plan;
        this.device = device;
        this.undo = undo;
        EnrollWish.Login login = plan.wish().login();
        this.iam = parts.aws().iam(login.keys(), login.endpoints());
    }

    /** How long IAM made us wait. */
    Duration waited() {
        return waited;
    }

    void enable() throws IOException {
        long older = now() - 1;
        for (int attempt = 1; ; attempt++) {
            try {
                send(older);
                return;
            } catch (AwsException e) {
                if (attempt == ATTEMPTS || !mayPass(e)) {
                    throw e;
                }
                older = nextPair(older, e);
            }
        }
    }

    /** What a moment's wait or other codes may cure; a device just made may not be known everywhere yet. */
    private static boolean mayPass(AwsException e) {
        return switch (e.kind()) {
            case INVALID_MFA_CODE, TEMPORARILY_UNMODIFIABLE, NO_SUCH_ENTITY, THROTTLED -> true;
            default -> false;
        };
    }

    /** The older of the next two steps to try. */
    private long nextPair(long older, AwsException refusal) throws InterruptedIOException {
        boolean codesRefused = refusal.kind() == AwsException.Kind.INVALID_MFA_CODE;
        if (!codesRefused) {
            pause();
        }
        long current = now();
        boolean turned = current > older + 1;
        // Refused in their own time: IAM's clock may be ahead of ours.
        return codesRefused && !turned ? older + 1 : current - 1;
    }

    private void send(long older) throws IOException {
        note(older, ReplayLedger.State.UNKNOWN);
        try {
            iam.enableMfaDevice(plan.user(), device.serial(), code(older), code(older + 1));
        } catch (AwsException e) {
            if (e.kind() != AwsException.Kind.UNREACHABLE) {
                throw e;
            }
            undoEnable();
            if (!isEnabled(e)) {
                throw e;
            }
            note(older, ReplayLedger.State.ACCEPTED);
            return;
        }
        undoEnable();
        note(older, ReplayLedger.State.ACCEPTED);
    }

    /** The answer got lost: did the call arrive? */
    private boolean isEnabled(AwsException lost) throws AwsException {
        try {
            return iam.listMfaDevices(plan.user()).stream()
                    .anyMatch(each -> each.serial().equals(device.serial()));
        } catch (AwsException e) {
            lost.addSuppressed(e);
            throw lost;
        }
    }

    private void undoEnable() {
        undo.add(new UndoList.Undo(
                EnrollStep.ENABLE,
                Commands.deactivate(plan.user(), device.serial()),
                true,
                () -> new Removal(parts)
                        .deactivate(
                                plan.wish().login(),
                                new MfaDevice(device.serial(), plan.user(), null),
                                (serial, step) -> code(step))));
    }

    private void note(long older, ReplayLedger.State state) throws IOException {
        parts.ledger().settle(device.serial(), older, state);
        parts.ledger().settle(device.serial(), older + 1, state);
    }

    private String code(long step) {
        return Totp.code(device.seed(), HashAlgorithm.SHA1, EnrollRun.DIGITS, step);
    }

    private long now() {
        return Totp.step(parts.clock().instant(), CredentialId.DEFAULT_PERIOD);
    }

    private void pause() throws InterruptedIOException {
        try {
            parts.pause().sleep(BACK_OFF);
            waited = waited.plus(BACK_OFF);
        } catch (InterruptedException e) {
            InterruptedIOException interrupted = new InterruptedIOException("interrupted while waiting for IAM");
            interrupted.initCause(e);
            throw interrupted;
        }
    }
}
