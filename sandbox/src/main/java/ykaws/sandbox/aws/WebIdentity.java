package ykaws.sandbox.aws;

import java.io.IOException;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import ykaws.sandbox.aws.Parameters.Shape;

/**
 * AssumeRoleWithWebIdentity, which nobody signs. The token is a JSON Web Token (RFC 7519) whose issuer, audience and
 * expiry are looked at; the sandbox knows no keys of issuers, so that its signature is not.
 */
final class WebIdentity {
    static final String ISSUER = "https://token.sandbox.invalid";

    private static final String AUDIENCE = "sts.amazonaws.com";
    private static final int HOUR = 3600;

    private WebIdentity() {}

    static boolean isAskedBy(Parameters parameters) {
        return "AssumeRoleWithWebIdentity".equals(parameters.raw("Action"));
    }

    static void run(Parameters parameters, World world, Instant now, Xml result) throws AwsRefusal {
        String arn = parameters.required("RoleArn", Shape.ROLE_ARN);
        String sessionName = parameters.required("RoleSessionName", Shape.SESSION_NAME);
        int seconds = parameters.number("DurationSeconds", HOUR, 900, 12 * HOUR);
        Map<String, Object> claims = claims(parameters.raw("WebIdentityToken"));
        if (!ISSUER.equals(claims.get("iss")) || !AUDIENCE.equals(claims.get("aud"))) {
            throw invalid("No OpenIDConnect provider found in your account for " + claims.get("iss"));
        }
        String expires = String.valueOf(claims.get("exp"));
        if (!expires.matches("[0-9]{1,12}") || Long.parseLong(expires) <= now.getEpochSecond()) {
            throw new AwsRefusal(400, "ExpiredTokenException", "Token expired: current date/time " + now);
        }
        Stack.Role role = FederatedRoles.named(FederatedRoles.WEB).orElseThrow();
        if (!role.arn().equals(arn)) {
            throw AwsRefusal.denied("Not authorized to perform sts:AssumeRoleWithWebIdentity");
        }
        Session.Holder holder = new Session.Holder(Session.Origin.ROLE, role.name(), sessionName, null);
        StsActions.write(world.makeSession(holder, now.plusSeconds(seconds)), result);
        result.text("SubjectFromWebIdentityToken", String.valueOf(claims.get("sub")));
    }

    private static Map<String, Object> claims(@org.jspecify.annotations.Nullable String token) throws AwsRefusal {
        String[] parts = token == null ? new String[0] : token.split("\\.", -1);
        if (parts.length != 3) {
            throw invalid(
                    "The ID Token provided is not a valid JWT. (You may see this error if you sent an Access Token)");
        }
        try {
            return Tree.json(Base64.getUrlDecoder().decode(parts[1]));
        } catch (IOException | IllegalArgumentException e) {
            throw invalid("The ID Token provided is not a valid JWT.");
        }
    }

    private static AwsRefusal invalid(String message) {
        return new AwsRefusal(400, "InvalidIdentityToken", message);
    }
}
