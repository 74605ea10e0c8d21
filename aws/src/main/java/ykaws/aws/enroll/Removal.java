package ykaws.aws.enroll;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.Objects;
import ykaws.aws.AwsException;
import ykaws.aws.Iam;
import ykaws.aws.MfaDevice;
import ykaws.aws.SessionCredentials;
import ykaws.aws.Sts;
import ykaws.aws.session.CodeSource;
import ykaws.aws.session.MfaCall;

/** Takes an MFA device away from IAM. What is not there counts as taken away. */
final class Removal {
    private static final int ATTEMPTS = 3;
    private static final Duration BACK_OFF = Duration.ofSeconds(2);
    /** The shortest that STS gives. */
    private static final Duration SESSION = Duration.ofMinutes(15);

    private final Enrollment.Parts parts;

    private interface Change {
        void call() throws AwsException;
    }

    Removal(Enrollment.Parts parts) {
        this.parts = parts;
    }

    void delete(Iam iam, String serial) throws IOException {
        patiently(() -> iam.deleteVirtualMfaDevice(serial));
    }

    /**
     * With the keys alone, or, where the policy asks for MFA to do that, with a session.
     *
     * @param codes of the device itself, for that session
     */
    void deactivate(EnrollWish.Login login, MfaDevice device, CodeSource codes) throws IOException {
        String user = Objects.requireNonNull(device.user());
        try {
            deactivate(parts.aws().iam(login.keys(), login.endpoints()), user, device.serial());
        } catch (AwsException e) {
            if (e.kind() != AwsException.Kind.DENIED) {
                throw e;
            }
            try (SessionCredentials session = session(login, device.serial(), codes)) {
                deactivate(parts.aws().iam(session, login.endpoints()), user, device.serial());
            } catch (IOException | RuntimeException second) {
                second.addSuppressed(e);
                throw second;
            }
        }
    }

    private void deactivate(Iam iam, String user, String serial) throws IOException {
        patiently(() -> iam.deactivateMfaDevice(user, serial));
    }

    private SessionCredentials session(EnrollWish.Login login, String serial, CodeSource codes) throws IOException {
        Sts sts = parts.aws().sts(login.keys(), login.endpoints());
        return new MfaCall(parts.ledger(), codes, parts.clock(), parts.pause())
                .send(serial, code -> sts.getSessionToken(SESSION, code));
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
