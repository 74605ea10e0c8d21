package ykaws.shell.command;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import ykaws.aws.AccessKeys;
import ykaws.aws.AwsException;
import ykaws.aws.SessionCredentials;
import ykaws.aws.rotate.RotationLogin;
import ykaws.aws.session.Mfa;
import ykaws.aws.session.SessionRequest;
import ykaws.shell.Invocation;

/** The session with MFA, made with the keys while they are still the present ones. */
final class RotationSource implements RotationLogin.Source {
    private static final Duration MIN_LEFT = Duration.ofMinutes(15);

    private final Invocation invocation;
    private final AwsAccess aws;
    private final SessionRequest request;
    private final VaultStaging staging;

    RotationSource(Invocation invocation, AwsAccess aws, SessionRequest request, VaultStaging staging) {
        this.invocation = invocation;
        this.aws = aws;
        this.request = request;
        this.staging = staging;
    }

    @Override
    public Optional<SessionCredentials> session() throws IOException {
        // A role's is another identity.
        Mfa mfa = request.steps().size() == 1 ? request.steps().get(0).mfa() : null;
        KeyCodes codes = new KeyCodes(invocation, Map.of());
        if (mfa == null || (!mfa.named() && codes.devicesAtHand().isEmpty())) {
            return Optional.empty();
        }
        Optional<SessionCredentials> session = withMfa(mfa, codes);
        // One that was made before that key was plugged in.
        return session.isEmpty() && aws.cache().clear(request.profile()) > 0 ? withMfa(mfa, codes) : session;
    }

    /** Where no profile names a device the session may be one without MFA, which IAM does not take. */
    private Optional<SessionCredentials> withMfa(Mfa mfa, KeyCodes codes) throws IOException {
        SessionCredentials session = aws.session(request, codes, MIN_LEFT);
        if (mfa.named() || isTakenByIam(session)) {
            return Optional.of(session);
        }
        session.close();
        return Optional.empty();
    }

    private boolean isTakenByIam(SessionCredentials session) throws AwsException {
        try {
            aws.clients().iam(session, request.target().endpoints()).listMfaDevices(null);
            return true;
        } catch (AwsException e) {
            return e.kind() != AwsException.Kind.BAD_CREDENTIALS;
        }
    }

    @Override
    public AccessKeys keys() throws IOException {
        return staging.current();
    }
}
