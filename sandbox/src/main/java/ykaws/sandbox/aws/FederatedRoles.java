package ykaws.sandbox.aws;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import ykaws.sandbox.aws.policy.Policy;
import ykaws.sandbox.aws.policy.PolicyException;

/**
 * Roles that the sandbox has beside the template's: for people and programs that come from elsewhere, who may do nothing
 * but ask who they are, and one in which the user {@code admin} looks after users.
 */
final class FederatedRoles {
    /** Lets in whoever shows a web identity. */
    static final String WEB = "WebRole";
    /** What IAM Identity Center makes of its permission set {@code Developer}. */
    static final String SIGN_ON = "AWSReservedSSO_Developer_0123456789abcdef";

    static final String ADMIN = "UserAdmin";

    private static final int HOURS_12 = 43_200;

    private FederatedRoles() {}

    static Optional<Stack.Role> named(String name) {
        return switch (name) {
            case WEB -> Optional.of(role(WEB, "/"));
            case SIGN_ON -> Optional.of(role(SIGN_ON, "/aws-reserved/sso.amazonaws.com/"));
            case ADMIN -> Optional.of(admin());
            default -> Optional.empty();
        };
    }

    private static Stack.Role admin() {
        String user = "arn:aws:iam::" + LocalAws.ACCOUNT + ":user/admin";
        try {
            Policy trust =
                    allowing("trust of " + ADMIN, Map.of("Action", "sts:AssumeRole", "Principal", Map.of("AWS", user)));
            Policy rights = allowing("rights of " + ADMIN, Map.of("Action", "iam:*", "Resource", "*"));
            return new Stack.Role("aws", ADMIN, "/", trust, new Stack.Rights(List.of(rights), HOURS_12));
        } catch (PolicyException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Policy allowing(String name, Map<String, Object> what) throws PolicyException {
        Map<String, Object> statement = new HashMap<>(what);
        statement.put("Effect", "Allow");
        return Policy.read(name, Map.of("Version", "2012-10-17", "Statement", List.of(statement)));
    }

    static Stack.Role role(String name, String path) {
        try {
            Policy nobody = Policy.read("trust of " + name, Map.of("Version", "2012-10-17", "Statement", List.of()));
            return new Stack.Role("aws", name, path, nobody, new Stack.Rights(List.of(), HOURS_12));
        } catch (PolicyException e) {
            throw new IllegalStateException(e);
        }
    }
}
