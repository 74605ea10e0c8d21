package ykaws.aws.enroll;

import java.io.IOException;
import java.time.InstantSource;
import ykaws.aws.AwsException;
import ykaws.aws.Iam;
import ykaws.aws.MfaDevice;
import ykaws.aws.session.ReplayLedger;
import ykaws.oath.CredentialId;
import ykaws.oath.Totp;

/**
 * EnableMFADevice with the codes of the last and the current time step, so that nobody waits for the next one.
 *
 * <p>Codes that are refused are followed by fresh ones, a few times at most: the step may have turned, or IAM's clock be
 * ahead.
 */
final class Enabling {
    private final Enrollment.Parts parts;
    private final Target target;
    private final StepCodes codes;
    private final Patience patience;
    private final UndoList undo;
    private final Iam iam;
    private final InstantSource clock;

    /** Whose device is enabled. */
    record Target(EnrollWish.Login login, String user, String serial) {}

    Enabling(Enrollment.Parts parts, Target target, StepCodes codes, Way way) {
        this.parts = parts;
        this.target = target;
        this.codes = codes;
        this.patience = way.patience;
        this.undo = way.undo;
        this.iam = parts.aws().iam(target.login.keys(), target.login.endpoints());
        this.clock = parts.clock().in(target.login.partition());
    }

    /** What goes along with an enrolment: its waits, and its way back. */
    record Way(Patience patience, UndoList undo) {}

    /** @param attempts at most so many pairs of codes */
    void enable(int attempts) throws IOException {
        long older = now() - 1;
        for (int attempt = 1; ; attempt++) {
            try {
                send(older);
                return;
            } catch (AwsException e) {
                if (attempt == attempts || !mayPass(e)) {
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
    private long nextPair(long older, AwsException refusal) throws IOException {
        boolean codesRefused = refusal.kind() == AwsException.Kind.INVALID_MFA_CODE;
        if (!codesRefused) {
            patience.pause();
        }
        long current = now();
        boolean turned = current != older + 1;
        // Refused in their own time: IAM's clock may be ahead of what we know.
        return codesRefused && !turned ? older + 1 : current - 1;
    }

    private void send(long older) throws IOException {
        String first = codes.code(older);
        String second = codes.code(older + 1);
        note(older, ReplayLedger.State.UNKNOWN);
        try {
            iam.enableMfaDevice(target.user, target.serial, first, second);
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
            return iam.listMfaDevices(target.user).stream()
                    .anyMatch(each -> each.serial().equals(target.serial));
        } catch (AwsException e) {
            lost.addSuppressed(e);
            throw lost;
        }
    }

    private void undoEnable() {
        undo.add(new UndoList.Undo(
                EnrollStep.ENABLE,
                Commands.deactivate(target.user, target.serial),
                true,
                () -> new Removal(parts)
                        .deactivate(
                                target.login,
                                new MfaDevice(target.serial, target.user, null),
                                new Removal.Proof(target.serial, (serial, step) -> codes.code(step)))));
    }

    private void note(long older, ReplayLedger.State state) throws IOException {
        parts.ledger().settle(target.serial, older, state);
        parts.ledger().settle(target.serial, older + 1, state);
    }

    private long now() {
        return Totp.step(clock.instant(), CredentialId.DEFAULT_PERIOD);
    }
}
