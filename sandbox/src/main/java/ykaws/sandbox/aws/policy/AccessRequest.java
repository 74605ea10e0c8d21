package ykaws.sandbox.aws.policy;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * One request as policies see it.
 *
 * @param principal the ARN that a Principal element is compared with; of no meaning to identity policies
 * @param action for example {@code iam:GetUser}
 * @param resource an ARN
 * @param context condition keys and their values; a key that is absent here is absent for the policy
 */
public record AccessRequest(String principal, String action, String resource, Map<String, String> context) {
    public AccessRequest {
        // IAM compares the names of condition keys without regard to case.
        Map<String, String> copy = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        copy.putAll(context);
        context = Collections.unmodifiableMap(copy);
    }

    /** The same request by another name of the caller, for example its account. */
    public AccessRequest as(String otherPrincipal) {
        return new AccessRequest(otherPrincipal, action, resource, context);
    }
}
