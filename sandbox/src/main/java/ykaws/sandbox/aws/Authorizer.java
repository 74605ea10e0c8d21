package ykaws.sandbox.aws;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import ykaws.sandbox.aws.policy.AccessRequest;
import ykaws.sandbox.aws.policy.Decision;
import ykaws.sandbox.aws.policy.Policy;

/** Asks the policies whether a caller may do a thing, and refuses in AWS's words. */
final class Authorizer {
    /** What an action is done to: its ARN, and how AWS's messages name it. */
    record Target(String arn, String shown) {
        static Target of(String arn) {
            return new Target(arn, arn);
        }

        /** IAM's messages name a user by its name. */
        static Target user(Call call, String name) {
            String partition = call.stack().partition();
            String arn = call.user(name)
                    .map(Stack.User::arn)
                    .orElse("arn:" + partition + ":iam::" + LocalAws.ACCOUNT + ":user/" + name);
            return new Target(arn, "user " + name);
        }
    }

    private final Caller caller;
    private final Instant now;
    private final Map<String, String> context = new HashMap<>();

    Authorizer(Caller caller, Instant now) {
        this.caller = caller;
        this.now = now;
        Caller.Identity identity = caller.identity();
        context.put("aws:PrincipalArn", identity.principal());
        context.put("aws:PrincipalAccount", LocalAws.ACCOUNT);
        context.put("aws:PrincipalType", caller.isUser() ? "User" : "AssumedRole");
        context.put("aws:userid", identity.userId());
        context.put("aws:SourceIp", "127.0.0.1");
        context.put("aws:SecureTransport", "false");
        context.put("aws:EpochTime", Long.toString(now.getEpochSecond()));
        if (caller.isUser()) {
            context.put("aws:username", identity.name());
        }
        // With a long-term key the MFA keys are absent, not false: a Bool condition fails, a BoolIfExists one holds.
        if (caller.hasSession()) {
            mfa(caller.mfaAt());
        }
    }

    /** Counts an MFA code that came along with this very call. */
    void mfa(@Nullable Instant at) {
        context.put("aws:MultiFactorAuthPresent", Boolean.toString(at != null));
        if (at != null) {
            context.put(
                    "aws:MultiFactorAuthAge",
                    Long.toString(Duration.between(at, now).toSeconds()));
        }
    }

    /** Gives a condition key a value for this call. */
    void context(String key, String value) {
        context.put(key, value);
    }

    /** Refuses unless the caller's own policies allow it. */
    void require(String action, Target target) throws AwsRefusal {
        Decision decision = Policy.decide(caller.policies(), request(action, target.arn));
        if (decision != Decision.ALLOWED) {
            throw AwsRefusal.denied(denial(action, target)
                    + (decision == Decision.DENIED
                            ? " with an explicit deny in an identity-based policy"
                            : " because no identity-based policy allows the " + action + " action"));
        }
    }

    /**
     * Refuses unless the role lets the caller in. Within one account a trust policy that names the caller is enough; one
     * that names the account leaves it to the caller's own policies. An explicit Deny on either side wins.
     */
    void requireTrust(String action, Stack.Role role) throws AwsRefusal {
        AccessRequest request = request(action, role.arn());
        Decision byName = role.trust()
                .decide(request)
                .and(role.trust().decide(request.as(caller.identity().arn())));
        String root = "arn:" + role.partition() + ":iam::" + LocalAws.ACCOUNT + ":root";
        Decision byAccount =
                role.trust().decide(request.as(root)).and(role.trust().decide(request.as(LocalAws.ACCOUNT)));
        Decision own = Policy.decide(caller.policies(), request);
        boolean denied = byName == Decision.DENIED || byAccount == Decision.DENIED || own == Decision.DENIED;
        boolean allowed = byName == Decision.ALLOWED || (byAccount == Decision.ALLOWED && own == Decision.ALLOWED);
        if (denied || !allowed) {
            throw AwsRefusal.denied(denial(action, Target.of(role.arn())));
        }
    }

    String denial(String action, Target target) {
        return "User: " + caller.identity().arn() + " is not authorized to perform: " + action + " on resource: "
                + target.shown;
    }

    private AccessRequest request(String action, String resource) {
        return new AccessRequest(caller.identity().principal(), action, resource, context);
    }
}
