package ykaws.shell.command;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import ykaws.aws.Credentials;
import ykaws.aws.SessionCredentials;
import ykaws.aws.enroll.EnrollWish;
import ykaws.aws.session.SessionRequest;
import ykaws.shell.Invocation;

/**
 * What the calls of a command to IAM are signed with: the long-term keys of a profile, or, where an administrator works on
 * other people's users with a profile that has a role or another source of credentials, what {@code exec} would hand to a
 * command.
 */
final class IamLogin implements AutoCloseable {
    /** A session with less left is made anew: one user takes so long at most. */
    private static final Duration ENOUGH = Duration.ofMinutes(10);

    private final Invocation invocation;
    private final AwsAccess aws;
    private final SessionRequest request;
    private final boolean bySession;
    private @Nullable Credentials held;
    private @Nullable Instant end;

    private IamLogin(Invocation invocation, AwsAccess aws, SessionRequest request, boolean bySession) {
        this.invocation = invocation;
        this.aws = aws;
        this.request = request;
        this.bySession = bySession;
    }

    /** The keys that a profile's chain ends at: what a user does with its own devices takes no role. */
    private static IamLogin ofKeys(Invocation invocation, AwsAccess aws, String profile) throws IOException {
        return new IamLogin(invocation, aws, plan(aws, profile, true), false);
    }

    /** The keys, or what else the profile has. Nothing is asked for yet. */
    static IamLogin ofAdministrator(Invocation invocation, AwsAccess aws, String profile) throws IOException {
        SessionRequest bare = plan(aws, profile, true);
        // GetSessionToken may come first for a role's sake: it is shared, and so is its touch.
        return bare.keysOnly()
                ? new IamLogin(invocation, aws, bare, false)
                : new IamLogin(invocation, aws, plan(aws, profile, false), true);
    }

    /** A command on one user: another's, by the options' own words, or that of the keys. */
    static IamLogin of(Invocation invocation, AwsAccess aws, String profile, boolean administrator) throws IOException {
        return administrator ? ofAdministrator(invocation, aws, profile) : ofKeys(invocation, aws, profile);
    }

    private static SessionRequest plan(AwsAccess aws, String profile, boolean noSession) throws IOException {
        return aws.plan(profile, new AwsAccess.Wish(null, noSession, null, ENOUGH));
    }

    /** The long-term keys behind it, if there are any. */
    SessionRequest.Keys keys() {
        return request.keys();
    }

    /** Credentials that last for one more user at least; still owned by this holder. */
    EnrollWish.Login current() throws IOException {
        Credentials now = held;
        if (now == null || (end != null && invocation.now().plus(ENOUGH).isAfter(end))) {
            close();
            now = fetched();
            held = now;
        }
        return new EnrollWish.Login(now, request.target().endpoints());
    }

    private Credentials fetched() throws IOException {
        if (!bySession) {
            return aws.longTermKeys(request);
        }
        SessionCredentials session = aws.session(request, SessionOptions.keyCodes(invocation, request), ENOUGH);
        end = session.expiration();
        return session;
    }

    @Override
    public void close() {
        if (held != null) {
            held.close();
            held = null;
        }
    }
}
