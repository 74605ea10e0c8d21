package ykaws.aws.session;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import ykaws.aws.AssumeRole;
import ykaws.aws.Partition;
import ykaws.aws.config.ConfigException;
import ykaws.aws.config.ProfileSet;

/**
 * Turns a profile, the environment and the options into one effective request. The rules are aws-vault's, whose config
 * files people bring along.
 *
 * <p>On the path of a cached {@code export}: no streams, no lambdas, no regular expressions.
 */
public final class SessionPlanner {
    private final Settings settings;
    private final KeyIndex keys;

    /**
     * What the command line says.
     *
     * @param duration instead of every configured duration, or null
     * @param noSession skip GetSessionToken
     * @param region or null
     * @param world the sandbox that this runs in, or null
     */
    public record Options(
            @Nullable Duration duration,
            boolean noSession,
            @Nullable String region,
            @Nullable String world) {
        public static final Options NONE = new Options(null, false, null, null);
    }

    /** A profile of the chain that assumes a role. */
    private record Hop(String profile, Value roleArn, Duration duration) {}

    public SessionPlanner(ProfileSet profiles, KeyIndex keys, Map<String, String> env) {
        this.settings = new Settings(profiles, env);
        this.keys = keys;
    }

    /**
     * The effective request of a profile.
     *
     * @throws ConfigException for settings that contradict each other or AWS's limits, with file and line
     * @throws IOException if the index of stored keys can't be read
     */
    public SessionRequest plan(String profile, Options options) throws IOException {
        ProfileChain chain = ProfileChain.of(profile, settings, keys);
        RoleSettings roles = new RoleSettings(settings, profile);
        SessionDurations durations = new SessionDurations(settings, options.duration());
        List<Hop> hops = new ArrayList<>();
        SourceSettings sources = new SourceSettings(settings, profile);
        boolean federated = !chain.hasKeys() && sources.isWebIdentity(chain.keysProfile());
        for (int i = chain.profiles().size() - 1; i >= 0; i--) {
            String at = chain.profiles().get(i);
            Value roleArn = roles.roleArn(at);
            // A web identity takes its own profile's role on by itself.
            if (roleArn != null && !(federated && at.equals(chain.keysProfile()))) {
                hops.add(new Hop(at, roleArn, durations.role(at)));
            }
        }
        String arns = federated && hops.isEmpty() ? chain.keysProfile() : profile;
        Targets targets = new Targets(settings, profile, options.region(), partition(arns, hops, roles));
        Steps steps = new Steps(roles, durations, targets);
        if (!chain.hasKeys()) {
            steps.list.add(source(sources, chain.keysProfile(), steps));
            steps.roles(hops, null);
        } else if (hops.isEmpty()) {
            steps.token(options.noSession(), profile);
        } else {
            steps.roles(hops, !options.noSession() && isPrimed(chain, hops, roles) ? chain.keysProfile() : null);
        }
        return new SessionRequest(
                profile,
                new SessionRequest.Keys(chain.keysProfile(), chain.accessKeyId()),
                steps.list,
                new SessionRequest.Target(
                        targets.endpoints(profile), targets.region(profile) != null, options.world()));
    }

    /** How long a console session of a user without a role lasts (AWS_FEDERATION_TOKEN_TTL; one hour). */
    public Duration federationDuration(Options options) throws ConfigException {
        return new SessionDurations(settings, options.duration()).federation();
    }

    private static Step.Source source(SourceSettings sources, String profile, Steps steps) throws ConfigException {
        return sources.step(new SourceSettings.Wanted(
                profile,
                steps.roles.roleArn(profile),
                steps.roles,
                steps.durations.role(profile),
                steps.targets.endpoints(profile)));
    }

    /** How much of a cached session must be left for it to be handed out (AWS_MIN_TTL; five minutes). */
    public Duration minLeft() throws ConfigException {
        return SessionDurations.minLeft(settings);
    }

    /**
     * Whether GetSessionToken comes before the roles, so that they share its MFA.
     *
     * <p>Not for a role profile with keys of its own; not for one role of more than an hour, which only long-term keys
     * may ask for; and only if the keys' profile and the next one name the same device: a role whose profile names none
     * is not meant to ask for a touch.
     */
    private static boolean isPrimed(ProfileChain chain, List<Hop> hops, RoleSettings roles) throws ConfigException {
        if (hops.get(0).profile().equals(chain.keysProfile())) {
            return false;
        }
        if (hops.size() == 1 && hops.get(0).duration().compareTo(SessionDurations.CHAINED_ROLE_MAX) > 0) {
            return false;
        }
        Mfa source = roles.mfa(chain.keysProfile());
        Mfa next = roles.mfa(chain.profiles().get(chain.profiles().size() - 2));
        return source != null && next != null && source.serial().equals(next.serial());
    }

    /** Null without an ARN: then the region says it. */
    private static @Nullable Partition partition(String profile, List<Hop> hops, RoleSettings roles)
            throws ConfigException {
        if (!hops.isEmpty()) {
            return Partition.ofArn(hops.get(hops.size() - 1).roleArn().text());
        }
        Value role = roles.roleArn(profile);
        if (role != null) {
            return Partition.ofArn(role.text());
        }
        Mfa mfa = roles.mfa(profile);
        return mfa == null || !mfa.serial().startsWith("arn:") ? null : Partition.ofArn(mfa.serial());
    }

    /** The steps as they are put together. */
    private static final class Steps {
        private final RoleSettings roles;
        private final SessionDurations durations;
        private final Targets targets;
        private final List<Step> list = new ArrayList<>();

        private Steps(RoleSettings roles, SessionDurations durations, Targets targets) {
            this.roles = roles;
            this.durations = durations;
            this.targets = targets;
        }

        private void token(boolean noSession, String profile) throws ConfigException {
            if (!noSession) {
                list.add(
                        new Step.SessionToken(durations.token(), roles.mfaOfKeys(profile), targets.endpoints(profile)));
            }
        }

        private void roles(List<Hop> hops, @Nullable String primedBy) throws ConfigException {
            String presented = null;
            if (primedBy != null) {
                Mfa mfa = roles.mfa(primedBy);
                list.add(new Step.SessionToken(durations.sharedToken(), mfa, targets.endpoints(primedBy)));
                presented = mfa == null ? null : mfa.serial();
            }
            for (Hop hop : hops) {
                Mfa mfa = list.isEmpty() ? roles.mfaOfKeys(hop.profile()) : roles.mfa(hop.profile());
                // The session of the step before carries it already, and AWS takes a code once.
                boolean again = mfa != null && mfa.serial().equals(presented);
                presented = mfa == null ? presented : mfa.serial();
                AssumeRole call = roles.assumeRole(hop.profile(), hop.roleArn(), capped(hop.duration()));
                list.add(new Step.Role(call, again ? null : mfa, targets.endpoints(hop.profile())));
            }
        }

        /** From long-term keys a role may last longer than from a session. */
        private Duration capped(Duration wanted) {
            boolean chained = !list.isEmpty()
                    && !(list.size() == 1 && list.get(0) instanceof Step.Environment given && given.longTerm());
            return chained && wanted.compareTo(SessionDurations.CHAINED_ROLE_MAX) > 0
                    ? SessionDurations.CHAINED_ROLE_MAX
                    : wanted;
        }
    }
}
