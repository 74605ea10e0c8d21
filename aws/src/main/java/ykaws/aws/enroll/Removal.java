package ykaws.aws.enroll;

import java.io.IOException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;
import ykaws.aws.AwsException;
import ykaws.aws.Iam;
import ykaws.aws.MfaDevice;
import ykaws.aws.SessionCredentials;
import ykaws.aws.Sts;
import ykaws.aws.session.CodeSource;
import ykaws.aws.session.MfaCall;

/** Takes an MFA device away from IAM. What is not there counts as taken away. */
final class Removal {
    /** The shortest that STS gives. */
    private static final Duration SESSION = Duration.ofMinutes(15);

    /** IAM may still be busy with the step that is being taken back. */
    private static final Set<AwsException.Kind> PASSING = EnumSet.of(
            AwsException.Kind.TEMPORARILY_UNMODIFIABLE,
            AwsException.Kind.DELETE_CONFLICT,
            AwsException.Kind.THROTTLED,
            AwsException.Kind.UNREACHABLE);

    private final Enrollment.Parts parts;

    private interface Change {
        void call() throws AwsException;
    }

    /** A device that is enabled, and its codes. */
    record Proof(String serial, CodeSource codes) {}

    Removal(Enrollment.Parts parts) {
        this.parts = parts;
    }

    void delete(Iam iam, String serial) throws IOException {
        patiently(() -> iam.deleteVirtualMfaDevice(serial));
    }

    /**
     * With the keys alone, or, where the policy asks for MFA to do that, with a session.
     *
     * @param proof of whose codes such a session is made
     */
    void deactivate(EnrollWish.Login login, MfaDevice device, Proof proof) throws IOException {
        String user = Objects.requireNonNull(device.user());
        try {
            deactivate(parts.aws().iam(login.keys(), login.endpoints()), user, device.serial());
        } catch (AwsException e) {
            // Of a session's credentials no other session is made.
            if (e.kind() != AwsException.Kind.DENIED || login.keys() instanceof SessionCredentials) {
                throw e;
            }
            try (SessionCredentials session = session(login, proof)) {
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

    /** A session with MFA; the caller closes it. */
    SessionCredentials session(EnrollWish.Login login, Proof proof) throws IOException {
        Sts sts = parts.aws().sts(login.keys(), login.endpoints());
        return new MfaCall(parts.ledger(), proof.codes, parts.clock().in(login.partition()), parts.pause())
                .send(proof.serial, code -> sts.getSessionToken(SESSION, code));
    }

    private void patiently(Change change) throws IOException {
        try {
            new Patience(parts.pause()).send(PASSING, () -> {
                change.call();
                return change;
            });
        } catch (AwsException e) {
            if (e.kind() != AwsException.Kind.NO_SUCH_ENTITY) {
                throw e;
            }
        }
    }
}
