package ykaws.aws.session;

import java.util.List;
import org.jspecify.annotations.Nullable;
import ykaws.aws.config.Setting;

/**
 * A role that IAM Identity Center gives to a person who signed in.
 *
 * @param portal where the person signs in
 * @param accountId twelve digits
 * @param roleName the permission set's name
 * @param place where the profile says so
 */
public record SignOn(Portal portal, String accountId, String roleName, Setting place) {
    /**
     * Where a person signs in.
     *
     * @param session the name of the {@code [sso-session]}, or null for a profile that spells it out
     * @param startUrl the portal's address
     * @param region Identity Center's
     * @param scopes what is asked for; none for a profile that spells it out
     */
    public record Portal(@Nullable String session, String startUrl, String region, List<String> scopes) {
        public Portal {
            scopes = List.copyOf(scopes);
        }

        /** What the AWS CLI names the cached token after. */
        public String tokenName() {
            return session == null ? startUrl : session;
        }
    }
}
