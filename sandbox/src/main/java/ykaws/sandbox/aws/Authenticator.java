package ykaws.sandbox.aws;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Says who signed a request, or refuses it in AWS's words. The region of a signature may be any: with an endpoint given
 * by hand, clients sign for the region of their profile.
 */
final class Authenticator {
    private static final Duration CLOCK_WINDOW = Duration.ofMinutes(15);

    private final Stack stack;

    Authenticator(Stack stack) {
        this.stack = stack;
    }

    Caller callerOf(HttpCall call, Credential credential, World world, Instant now) throws AwsRefusal {
        UserKey key = world.keys().get(credential.accessKeyId());
        Session session = world.sessions().get(credential.accessKeyId());
        String token = call.header("x-amz-security-token");
        if (key != null && key.isAcceptedAt(now) && token == null) {
            check(call, credential, key.key(), now);
            return user(world, key.user(), Caller.Kind.USER, null);
        }
        if (session != null && session.token().equals(token)) {
            check(call, credential, session.key(), now);
            return caller(world, session, now);
        }
        throw unknown();
    }

    private static void check(HttpCall call, Credential credential, AccessKey key, Instant now) throws AwsRefusal {
        checkScope(credential);
        checkTime(credential.time(), now);
        checkHeaders(call, credential);
        if (!SignatureV4.isBy(key.secretAccessKey(), credential, call)) {
            throw mismatch("The request signature we calculated does not match the signature you provided. Check your"
                    + " AWS Secret Access Key and signing method. Consult the service documentation for details.");
        }
    }

    private Caller caller(World world, Session session, Instant now) throws AwsRefusal {
        if (!now.isBefore(session.expires())) {
            throw new AwsRefusal(403, "ExpiredToken", "The security token included in the request is expired");
        }
        return callerBy(world, session);
    }

    /** Who acts with a session. */
    Caller callerBy(World world, Session session) throws AwsRefusal {
        Session.Holder holder = session.holder();
        if (holder.origin() == Session.Origin.FEDERATION_TOKEN) {
            return Caller.federated(holder.name());
        }
        if (holder.role() == null) {
            return user(world, holder.name(), Caller.Kind.USER_SESSION, holder.mfaAt());
        }
        Stack.Role role = stack.role(holder.role()).orElseThrow(Authenticator::unknown);
        return Caller.role(role, holder.name());
    }

    private Caller user(World world, String name, Caller.Kind kind, @Nullable Instant mfaAt) throws AwsRefusal {
        return Caller.user(world.user(stack, name).orElseThrow(Authenticator::unknown), kind, mfaAt);
    }

    private static void checkScope(Credential credential) throws AwsRefusal {
        Credential.Scope scope = credential.scope();
        if (!List.of("iam", "sts").contains(scope.service())) {
            throw mismatch("Credential should be scoped to correct service: 'iam' or 'sts'. ");
        }
        String time = SignatureV4.text(credential.time());
        if (!time.startsWith(scope.date())) {
            throw mismatch("Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP: '"
                    + scope.date() + "' != '" + time.substring(0, 8) + "', from '" + time + "'.");
        }
    }

    private static void checkTime(Instant signed, Instant now) throws AwsRefusal {
        if (signed.isBefore(now.minus(CLOCK_WINDOW))) {
            throw mismatch("Signature expired: " + SignatureV4.text(signed) + " is now earlier than "
                    + SignatureV4.text(now.minus(CLOCK_WINDOW)) + " (" + SignatureV4.text(now) + " - 15 min.)");
        }
        if (signed.isAfter(now.plus(CLOCK_WINDOW))) {
            throw mismatch("Signature not yet current: " + SignatureV4.text(signed) + " is still later than "
                    + SignatureV4.text(now.plus(CLOCK_WINDOW)) + " (" + SignatureV4.text(now) + " + 15 min.)");
        }
    }

    private static void checkHeaders(HttpCall call, Credential credential) throws AwsRefusal {
        if (!credential.signedHeaders().contains("host")) {
            throw mismatch("'Host' or ':authority' must be a 'SignedHeader' in the AWS Authorization.");
        }
        for (String header : call.headers().keySet()) {
            if (header.equals("x-amz-date") && !credential.signedHeaders().contains(header)) {
                throw mismatch("'X-Amz-Date' must be a 'SignedHeader' in the AWS Authorization.");
            }
        }
    }

    static AwsRefusal unknown() {
        return new AwsRefusal(403, "InvalidClientTokenId", "The security token included in the request is invalid.");
    }

    private static AwsRefusal mismatch(String message) {
        return new AwsRefusal(403, "SignatureDoesNotMatch", message);
    }
}
