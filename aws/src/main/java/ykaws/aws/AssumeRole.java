package ykaws.aws;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What AssumeRole is asked for, MFA apart (STS API, {@code AssumeRole}).
 *
 * @param roleArn the role
 * @param sessionName 2 to 64 of {@code [\w+=,.@-]}
 * @param duration 15 minutes to 12 hours, and at most one hour from a role's own session
 * @param options what most roles don't ask for
 */
public record AssumeRole(String roleArn, String sessionName, Duration duration, Options options) {
    /**
     * The options.
     *
     * @param externalId what a third party's role asks for, or null
     * @param tags session tags, in the order in which they are sent
     * @param transitiveTags names of the tags that a chained role inherits
     * @param sourceIdentity or null
     */
    public record Options(
            @Nullable String externalId,
            Map<String, String> tags,
            List<String> transitiveTags,
            @Nullable String sourceIdentity) {
        public static final Options NONE = new Options(null, Map.of(), List.of(), null);
    }
}
