package ykaws.shell.command;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import ykaws.aws.session.SessionRequest;

/**
 * What a command run with a profile's credentials finds in its environment.
 *
 * @param profile the profile's name
 * @param request what was asked of AWS
 * @param credentials the variables of the credentials
 */
record ChildEnvironment(String profile, SessionRequest request, Map<String, String> credentials) {
    /**
     * Whatever could make an SDK prefer other credentials than these, or find ours. aws-vault leaves the second line's
     * in place, and children then use them.
     */
    static final List<String> REMOVED = List.of(
            "AWS_ACCESS_KEY_ID",
            "AWS_SECRET_ACCESS_KEY",
            "AWS_SESSION_TOKEN",
            "AWS_SECURITY_TOKEN",
            "AWS_CREDENTIAL_FILE",
            "AWS_DEFAULT_PROFILE",
            "AWS_PROFILE",
            "AWS_SDK_LOAD_CONFIG",
            "AWS_CREDENTIAL_EXPIRATION",
            "AWS_ROLE_ARN",
            "AWS_ROLE_SESSION_NAME",
            "AWS_WEB_IDENTITY_TOKEN_FILE",
            "AWS_CONTAINER_CREDENTIALS_FULL_URI",
            "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI",
            "AWS_CONTAINER_AUTHORIZATION_TOKEN",
            "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE",
            VaultSecrets.PASSPHRASE_FILE);

    /** Variables to set. */
    Map<String, String> set(Map<String, String> ofTheWorld) {
        Map<String, String> set = new LinkedHashMap<>();
        set.put("AWS_VAULT", profile);
        set.putAll(credentials);
        URI sts = request.target().endpoints().sts();
        URI iam = request.target().endpoints().iam();
        if (sts != null && sts.equals(iam)) {
            set.put("AWS_ENDPOINT_URL", sts.toString());
        } else {
            putIfKnown(set, "AWS_ENDPOINT_URL_STS", sts);
            putIfKnown(set, "AWS_ENDPOINT_URL_IAM", iam);
        }
        set.putAll(ofTheWorld);
        return set;
    }

    private static void putIfKnown(Map<String, String> set, String name, @org.jspecify.annotations.Nullable URI value) {
        if (value != null) {
            set.put(name, value.toString());
        }
    }
}
