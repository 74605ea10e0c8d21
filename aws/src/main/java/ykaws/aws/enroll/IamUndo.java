package ykaws.aws.enroll;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import ykaws.aws.AwsException;
import ykaws.aws.Iam;
import ykaws.aws.SessionCredentials;
import ykaws.aws.Sts;
import ykaws.aws.VirtualMfaDevice;
import ykaws.aws.session.MfaCall;
import ykaws.oath.HashAlgorithm;
import ykaws.oath.Totp;

/** Takes an MFA device away from IAM again. What is not there counts as taken away. */
final class IamUndo {
    private static final int ATTEMPTS = 3;
    private static final Duration BACK_OFF = Duration.ofSeconds(2);
    /** The shortest that STS gives. */
    private static final Duration SESSION = Duration.ofMinutes(15);

    private final Enrollment.Parts parts;

    private interface Change {
        void call() throws AwsException;
    }

    IamUndo(Enrollment.Parts parts) {
        this.parts = parts;
    }

    void delete(Iam iam, String serial) throws IOException {
        patiently(() -> iam.deleteVirtualMfaDevice(serial));
    }

    /**
     * With the keys alone, or, where the policy asks for MFA to do that, with a session: the device's own code opens it,
     * and the seed is at hand.
     */
    void deactivate(EnrollPlan plan, VirtualMfaDevice device) throws IOException {
        EnrollWish.Login login = plan.wish().login();
        try {
            deactivate(parts.aws().iam(login.keys(), login.endpoints()), plan.user(), device.serial());
        } catch (AwsException e) {
            if (e.kind() != AwsException.Kind.DENIED) {
                throw e;
            }
            try (SessionCredentials session = session(login, device)) {
                deactivate(parts.aws().iam(session, login.endpoints()), plan.user(), device.serial());
            } catch (IOException | RuntimeException second) {
                second.addSuppressed(e);
                throw second;
            }
        }
    }

    private void deactivate(Iam iam, String user, String serial) throws IOException {
        patiently(() -> iam.deactivateMfaDevice(user, serial));
    }

    private SessionCredentials session(EnrollWish.Login login, VirtualMfaDevice device) throws IOException {
        Sts sts = parts.aws().sts(login.keys(), login.endpoints());
        MfaCall call = new MfaCall(
                parts.ledger(),
                (serial, step) -> Totp.code(device.seed(), HashAlgorithm.SHA1, EnrollRun.DIGITS, step),
                parts.clock(),
                parts.pause());
        return call.send(device.serial(), code -> sts.getSessionToken(SESSION, code));
    }

    /** IAM may still be busy with the step that is being taken back. */
    private void patiently(Change change) throws IOException {
        for (int attempt = 1; ; attempt++) {
            try {
                change.call();
                return;
            } catch (AwsException e) {
                if (e.kind() == AwsException.Kind.NO_SUCH_ENTITY) {
                    return;
                }
                if (attempt == ATTEMPTS || !isPassing(e)) {
                    throw e;
                }
                pause();
            }
        }
    }

    private static boolean isPassing(AwsException e) {
        return switch (e.kind()) {
            case TEMPORARILY_UNMODIFIABLE, DELETE_CONFLICT, THROTTLED, UNREACHABLE -> true;
            default -> false;
        };
    }

    private void pause() throws InterruptedIOException {
        try {
            parts.pause().sleep(BACK_OFF);
        } catch (InterruptedException e) {
            InterruptedIOException interrupted = new InterruptedIOException("interrupted while waiting for IAM");
            interrupted.initCause(e);
            throw interrupted;
        }
    }
}
