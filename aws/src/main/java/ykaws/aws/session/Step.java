package ykaws.aws.session;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import ykaws.aws.AssumeRole;
import ykaws.aws.Endpoints;
import ykaws.aws.config.Setting;

/** One step on the way from keys, or another source, to the credentials that were asked for. */
public sealed interface Step {
    /** How long its credentials last; of a source that does not say so itself. */
    Duration duration();

    /** The device whose code goes along, or null. */
    @Nullable
    Mfa mfa();

    /** Where the call goes. */
    Endpoints endpoints();

    /** GetSessionToken; always the first step, because only long-term keys may call it. */
    record SessionToken(Duration duration, @Nullable Mfa mfa, Endpoints endpoints) implements Step {}

    /** AssumeRole, with the keys or with the session of the step before. */
    record Role(AssumeRole call, @Nullable Mfa mfa, Endpoints endpoints) implements Step {
        @Override
        public Duration duration() {
            return call.duration();
        }
    }

    /** A first step that takes no long-term keys of ours. */
    sealed interface Source extends Step {
        @Override
        default @Nullable Mfa mfa() {
            return null;
        }

        /** The foreign program that it runs, or null: no lock is held meanwhile. */
        default @Nullable ProgramSetting program() {
            return null;
        }
    }

    /**
     * {@code credential_process}.
     *
     * @param duration until it is asked again, if it does not say when its credentials expire
     */
    record Program(ProgramSetting program, Duration duration, Endpoints endpoints) implements Source {}

    /** AssumeRoleWithWebIdentity, which is not signed. */
    record WebIdentity(AssumeRole call, Token token, Endpoints endpoints) implements Source {
        @Override
        public Duration duration() {
            return call.duration();
        }

        @Override
        public @Nullable ProgramSetting program() {
            return token.program();
        }
    }

    /**
     * Where a web identity's token is.
     *
     * @param file null where a program prints it
     * @param program null where it is in a file
     * @param place where the profile says so; null where the environment does
     */
    record Token(
            @Nullable Path file,
            @Nullable ProgramSetting program,
            @Nullable Setting place) {}

    /**
     * {@code credential_source = Environment}.
     *
     * @param accessKeyId AWS_ACCESS_KEY_ID
     * @param longTerm whether there is no AWS_SESSION_TOKEN beside it
     */
    record Environment(String accessKeyId, boolean longTerm, Duration duration, Endpoints endpoints)
            implements Source {}

    /**
     * {@code credential_source = EcsContainer} or {@code Ec2InstanceMetadata}: the service of the machine that this runs
     * on.
     *
     * @param duration until it is asked again, if it does not say when its credentials expire
     */
    record Machine(MachineService service, Duration duration, Endpoints endpoints) implements Source {}

    /** GetRoleCredentials of IAM Identity Center, whose duration its administrator sets. */
    record SingleSignOn(SignOn role, Duration duration, Endpoints endpoints) implements Source {}
}
