package ykaws.sandbox.aws;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import ykaws.sandbox.aws.Parameters.Shape;

/** The actions of STS. Source: AWS Security Token Service API Reference, version 2011-06-15. */
final class StsActions {
    private static final int HOUR = 3600;
    private static final int SHORTEST = 900;

    static final Map<String, Call.Action> ALL = Map.of(
            "GetCallerIdentity", StsActions::getCallerIdentity,
            "GetSessionToken", StsActions::getSessionToken,
            "AssumeRole", StsActions::assumeRole,
            "GetFederationToken", FederationToken::get);

    private StsActions() {}

    private static void getCallerIdentity(Call call, Xml result) {
        Caller.Identity identity = call.caller().identity();
        result.text("Arn", identity.arn()).text("UserId", identity.userId()).text("Account", LocalAws.ACCOUNT);
    }

    private static void getSessionToken(Call call, Xml result) throws AwsRefusal {
        if (call.caller().hasSession()) {
            throw AwsRefusal.denied("Cannot call GetSessionToken with session credentials");
        }
        int seconds = call.parameters().number("DurationSeconds", 12 * HOUR, SHORTEST, 36 * HOUR);
        Instant mfaAt = takeCode(call);
        Session.Holder holder = new Session.Holder(
                Session.Origin.SESSION_TOKEN, null, call.caller().identity().name(), mfaAt);
        write(call.world().makeSession(holder, call.now().plusSeconds(seconds)), result);
    }

    private static void assumeRole(Call call, Xml result) throws AwsRefusal {
        if (call.caller().kind() == Caller.Kind.FEDERATED) {
            throw AwsRefusal.denied("Cannot call AssumeRole with the credentials of GetFederationToken");
        }
        Parameters parameters = call.parameters();
        String arn = parameters.required("RoleArn", Shape.ROLE_ARN);
        String sessionName = parameters.required("RoleSessionName", Shape.SESSION_NAME);
        int seconds = parameters.number("DurationSeconds", HOUR, SHORTEST, 12 * HOUR);
        String externalId = parameters.optional("ExternalId", Shape.EXTERNAL_ID);
        String sourceIdentity = parameters.optional("SourceIdentity", Shape.SESSION_NAME);
        if (!arn.startsWith("arn:")) {
            throw AwsRefusal.validation(arn + " is invalid");
        }
        if (parameters.has("Policy") || parameters.hasAny("PolicyArns")) {
            throw AwsRefusal.validation("the sandbox does not know session policies");
        }
        Authorizer authorizer = call.authorizer();
        Instant mfaAt = takeCode(call);
        if (mfaAt != null) {
            authorizer.mfa(mfaAt);
        }
        authorizer.context("sts:RoleSessionName", sessionName);
        if (externalId != null) {
            authorizer.context("sts:ExternalId", externalId);
        }
        Stack.Role role = trusting(call, authorizer, arn);
        checkDuration(call.caller(), role, seconds);
        Session.Origin origin = call.caller().hasSession() ? Session.Origin.CHAINED_ROLE : Session.Origin.ROLE;
        Session.Holder holder = new Session.Holder(origin, role.name(), sessionName, null);
        write(call.world().makeSession(holder, call.now().plusSeconds(seconds)), result);
        Caller made = Caller.role(role, sessionName);
        result.open("AssumedRoleUser")
                .text("AssumedRoleId", made.identity().userId())
                .text("Arn", made.identity().arn())
                .close();
        if (sourceIdentity != null) {
            result.text("SourceIdentity", sourceIdentity);
        }
    }

    /** The role, after it was found to let the caller in with all that he asks for. */
    private static Stack.Role trusting(Call call, Authorizer authorizer, String arn) throws AwsRefusal {
        // A role that does not exist is refused in the same words, so that nobody can probe for names.
        Stack.Role role = call.stack()
                .roleByArn(arn)
                .orElseThrow(() -> AwsRefusal.denied(authorizer.denial("sts:AssumeRole", Authorizer.Target.of(arn))));
        authorizer.requireTrust("sts:AssumeRole", role);
        if (call.parameters().hasAny("Tags")) {
            authorizer.requireTrust("sts:TagSession", role);
        }
        if (call.parameters().has("SourceIdentity")) {
            authorizer.requireTrust("sts:SetSourceIdentity", role);
        }
        return role;
    }

    private static void checkDuration(Caller caller, Stack.Role role, int seconds) throws AwsRefusal {
        if (caller.hasSession() && seconds > HOUR) {
            throw AwsRefusal.validation(
                    "The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining.");
        }
        if (seconds > role.rights().maxSessionSeconds()) {
            throw AwsRefusal.validation(
                    "The requested DurationSeconds exceeds the MaxSessionDuration set for this role.");
        }
    }

    /** When the code that came along was taken; null if none came. */
    private static @Nullable Instant takeCode(Call call) throws AwsRefusal {
        String serial = call.parameters().optional("SerialNumber", Shape.SERIAL_NUMBER);
        String code = call.parameters().optional("TokenCode", Shape.CODE);
        if (serial == null && code == null) {
            return null;
        }
        if (serial == null || code == null) {
            throw AwsRefusal.denied("MultiFactorAuthentication failed, must provide both MFA serial number and one time"
                    + " pass code.");
        }
        MfaDevice device = call.world().devices().get(serial);
        boolean own = device != null
                && call.caller().isUser()
                && call.caller().identity().name().equals(device.user());
        if (!own || !isVisible(device, call)) {
            throw AwsRefusal.denied("MultiFactorAuthentication failed, unable to validate MFA code. Please verify your"
                    + " MFA serial number is valid and associated with this user.");
        }
        if (!call.codes().take(device, code, call.now())) {
            throw AwsRefusal.denied("MultiFactorAuthentication failed with invalid MFA one time pass code. ");
        }
        return call.now();
    }

    private static boolean isVisible(@Nullable MfaDevice device, Call call) {
        Instant enabled = device == null ? null : device.enabled();
        return enabled != null
                && !call.now().isBefore(enabled.plus(call.scene().behaviour().enableDelay()));
    }

    static void write(Session session, Xml result) {
        result.open("Credentials")
                .text("AccessKeyId", session.key().accessKeyId())
                .text("SecretAccessKey", session.key().secretAccessKey())
                .text("SessionToken", session.token())
                .text("Expiration", IamActions.time(session.expires()))
                .close();
    }
}
