package ykaws.aws.session;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import ykaws.aws.AssumeRole;
import ykaws.aws.Endpoints;
import ykaws.aws.config.ConfigException;

/**
 * What a profile asks of AWS, with everything that settings, environment and options say already worked in.
 *
 * <p>Two requests with the same {@link #hash} get the same credentials. The profile's own name is a label and not part
 * of that: a renamed profile keeps its session, an edited one never meets a stale one.
 *
 * @param profile the profile that was asked for
 * @param keys the long-term keys that the first call signs with
 * @param steps the STS calls in order; empty where the keys themselves are wanted
 * @param target where the credentials are going to be used
 */
public record SessionRequest(String profile, Keys keys, List<Step> steps, Target target) {
    /** The long-term keys: the profile that they are stored under, and their public half. */
    public record Keys(String profile, String accessKeyId) {
        /** False where the profile has no keys, and the first step is another source of credentials. */
        public boolean stored() {
            return !accessKeyId.isEmpty();
        }
    }

    /**
     * Where the credentials are going to be used.
     *
     * @param endpoints the profile's region and endpoints
     * @param regionConfigured false where nobody named a region, and the partition's home region stands in
     * @param world the sandbox that this belongs to, or null for AWS; its ports change, so they don't count
     */
    public record Target(
            Endpoints endpoints,
            boolean regionConfigured,
            @Nullable String world) {}

    public SessionRequest {
        steps = List.copyOf(steps);
    }

    /** True where no STS call is needed: the long-term keys are the answer. */
    public boolean keysOnly() {
        return steps.isEmpty();
    }

    /**
     * The credentials of another role, assumed with those of this request.
     *
     * @throws ConfigException INVALID_VALUE if that is not the ARN of a role
     */
    public SessionRequest assuming(String roleArn) throws ConfigException {
        AssumeRole call = new AssumeRole(
                RoleSettings.checkedArn(roleArn),
                RoleSettings.defaultSessionName(profile),
                SessionDurations.CHAINED_ROLE_MAX,
                AssumeRole.Options.NONE);
        List<Step> longer = new ArrayList<>(steps);
        longer.add(new Step.Role(call, null, target.endpoints()));
        return new SessionRequest(profile, keys, longer, target);
    }

    /** The cache key. */
    public RequestHash hash() {
        return RequestDigest.of(this);
    }

    /** Whether a session is kept: what is in the environment anyway is not written to a disk. */
    boolean kept() {
        return !(steps.size() == 1 && steps.get(0) instanceof Step.Environment);
    }

    /** The foreign program that its first step runs, or null. */
    @Nullable
    ProgramSetting program() {
        return !steps.isEmpty() && steps.get(0) instanceof Step.Source source ? source.program() : null;
    }

    /**
     * The GetSessionToken, or the other source, at the start of a longer chain as a request of its own, with a cache entry and a flight of
     * its own: two roles share it, and its touch.
     */
    public Optional<SessionRequest> prime() {
        if (steps.size() < 2 || steps.get(0) instanceof Step.Role) {
            return Optional.empty();
        }
        Step first = steps.get(0);
        return Optional.of(new SessionRequest(
                keys.profile(),
                keys,
                List.of(first),
                new Target(first.endpoints(), target.regionConfigured(), target.world())));
    }

    /**
     * The same chain without its GetSessionToken, the code going to AssumeRole itself: for a role whose condition on
     * the age of the MFA is stricter than a shared session meets. Empty where there is no such session, or it has no
     * MFA.
     */
    public Optional<SessionRequest> withMfaOnRole() {
        if (prime().isEmpty() || steps.get(0).mfa() == null) {
            return Optional.empty();
        }
        List<Step> direct = new ArrayList<>(steps.subList(1, steps.size()));
        Step.Role role = (Step.Role) direct.get(0);
        direct.set(0, new Step.Role(role.call(), steps.get(0).mfa(), role.endpoints()));
        return Optional.of(new SessionRequest(profile, keys, direct, target));
    }
}
