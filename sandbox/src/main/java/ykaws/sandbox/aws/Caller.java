package ykaws.sandbox.aws;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import ykaws.sandbox.aws.policy.Policy;

/** Who makes a call, and with what kind of credentials. */
record Caller(
        Kind kind,
        Identity identity,
        List<Policy> policies,
        @Nullable Instant mfaAt) {
    enum Kind {
        /** A user with an access key. */
        USER,
        /** A user with a session of GetSessionToken. */
        USER_SESSION,
        /** A session in a role. */
        ROLE_SESSION,
        /** A session of GetFederationToken. */
        FEDERATED
    }

    /**
     * Names of the caller.
     *
     * @param name the user's name, or the role's
     * @param principal the ARN that trust policies name: the user's or the role's
     * @param arn the ARN that GetCallerIdentity tells
     */
    record Identity(String name, String principal, String arn, String userId) {}

    boolean isUser() {
        return kind == Kind.USER || kind == Kind.USER_SESSION;
    }

    boolean hasSession() {
        return kind != Kind.USER;
    }

    static Caller user(Stack.User user, Kind kind, @Nullable Instant mfaAt) {
        String id = Identifiers.uniqueId("AIDA", user.arn());
        return new Caller(kind, new Identity(user.name(), user.arn(), user.arn(), id), user.policies(), mfaAt);
    }

    static Caller role(Stack.Role role, String sessionName) {
        Identity identity = new Identity(
                role.name(),
                role.arn(),
                sessionArn(role, sessionName),
                Identifiers.uniqueId("AROA", role.arn()) + ":" + sessionName);
        return new Caller(Kind.ROLE_SESSION, identity, role.rights().policies(), null);
    }

    /** What such a user may do is asked by no service that is here. */
    static Caller federated(String name) {
        String arn = "arn:aws:sts::" + LocalAws.ACCOUNT + ":federated-user/" + name;
        Identity identity = new Identity(name, arn, arn, LocalAws.ACCOUNT + ":" + name);
        return new Caller(Kind.FEDERATED, identity, List.of(), null);
    }

    static String sessionArn(Stack.Role role, String sessionName) {
        return "arn:" + role.partition() + ":sts::" + LocalAws.ACCOUNT + ":assumed-role/" + role.name() + "/"
                + sessionName;
    }
}
