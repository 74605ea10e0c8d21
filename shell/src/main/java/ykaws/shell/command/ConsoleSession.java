package ykaws.shell.command;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import ykaws.aws.AccessKeys;
import ykaws.aws.Endpoints;
import ykaws.aws.SessionCredentials;
import ykaws.aws.Sts;
import ykaws.aws.session.SessionRequest;
import ykaws.aws.session.Step;
import ykaws.shell.Invocation;

/**
 * Credentials that open the console: those of a role, or, since a user's own session opens none, those of a federated
 * user who may do what the user may.
 *
 * @param request what the profile asks for
 * @param federation for how long GetFederationToken is asked, or null where a role's session will do
 */
record ConsoleSession(
        Sources sources, SessionRequest request, @Nullable Duration federation) {
    /** The intersection of this and the user's own policies is what the user may do (STS API, GetFederationToken). */
    private static final String ALL =
            "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":\"*\"}]}";

    private static final int LONGEST_NAME = 32;

    /** The line and what it works with. */
    record Sources(Invocation invocation, AwsAccess aws, SessionOptions options) {}

    static ConsoleSession of(Invocation invocation, AwsAccess aws, String profile, SessionOptions options)
            throws IOException {
        AwsAccess.Wish wish = options.wish(aws.minLeft());
        SessionRequest request = aws.plan(profile, userWish(wish, profile, aws));
        boolean role = !request.keysOnly() && !(lastStep(request) instanceof Step.SessionToken);
        Duration federation = role ? null : aws.federationDuration(wish);
        return new ConsoleSession(new Sources(invocation, aws, options), request, federation);
    }

    /** For a user without a role GetSessionToken is never called, so that its limits are of no interest. */
    private static AwsAccess.Wish userWish(AwsAccess.Wish wish, String profile, AwsAccess aws) throws IOException {
        AwsAccess.Wish bare = new AwsAccess.Wish(wish.duration(), true, wish.region(), wish.minLeft());
        return aws.plan(profile, bare).keysOnly() ? bare : wish;
    }

    private static Step lastStep(SessionRequest request) {
        List<Step> steps = request.steps();
        return steps.get(steps.size() - 1);
    }

    /**
     * How long the console session is to last, where that may be said: only for a role that long-term keys assumed. In
     * any other case AWS refuses it, and the session lasts as long as the credentials.
     */
    Optional<Duration> duration() {
        boolean direct = federation == null && request.steps().size() == 1 && lastStep(request) instanceof Step.Role;
        return direct ? Optional.of(lastStep(request).duration()) : Optional.empty();
    }

    /** The caller closes them. */
    SessionCredentials credentials() throws IOException {
        AwsAccess aws = sources.aws;
        if (federation == null) {
            return aws.session(request, sources.options.codes(sources.invocation, request), aws.minLeft());
        }
        Endpoints endpoints = request.target().endpoints();
        try (AccessKeys keys = aws.longTermKeys(request)) {
            Sts sts = aws.clients().sts(keys, endpoints);
            return sts.getFederationToken(name(sts.getCallerIdentity().arn()), ALL, federation);
        }
    }

    /** The user's name, as far as it fits; CloudTrail then shows it. */
    private static String name(String arn) {
        String name = arn.substring(arn.lastIndexOf('/') + 1).replaceAll("[^\\w+=,.@-]", "-");
        String cut = name.substring(0, Math.min(LONGEST_NAME, name.length()));
        return cut.length() < 2 ? cut + "-user" : cut;
    }
}
