package ykaws.shell.command;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import ykaws.aws.AccessKeys;
import ykaws.aws.AwsException;
import ykaws.aws.CallerIdentity;
import ykaws.aws.Partition;
import ykaws.aws.config.ConfigException;
import ykaws.aws.config.Setting;
import ykaws.aws.enroll.EnrollWish;
import ykaws.aws.enroll.Enrollment;
import ykaws.aws.enroll.ManualWish;
import ykaws.aws.enroll.UserDevices;
import ykaws.aws.session.SessionRequest;
import ykaws.aws.vault.VaultException;
import ykaws.shell.Failure;
import ykaws.shell.Invocation;

/** What of AWS is in reach of somebody who enrolls by hand: perhaps nothing, which stops nobody. */
final class ManualAccess implements AutoCloseable {
    private final Invocation invocation;
    private final AwsAccess aws;
    private final String profile;
    private @Nullable AccessKeys keys;
    private EnrollWish.@Nullable Login login;
    private Optional<CallerIdentity> caller = Optional.empty();
    private Partition partition = Partition.AWS;

    private ManualAccess(Invocation invocation, AwsAccess aws, String profile) {
        this.invocation = invocation;
        this.aws = aws;
        this.profile = profile;
    }

    /** Looks whose access keys the profile has, if it has any. */
    static ManualAccess of(Invocation invocation, AwsAccess aws, String profile) throws IOException {
        ManualAccess access = new ManualAccess(invocation, aws, profile);
        try {
            access.open();
            return access;
        } catch (IOException | RuntimeException e) {
            access.close();
            throw e;
        }
    }

    private void open() throws IOException {
        partition = configured();
        try {
            SessionRequest request = aws.plan(profile, new AwsAccess.Wish(null, true, null, Duration.ZERO));
            partition = request.target().endpoints().partition();
            AccessKeys own = aws.longTermKeys(request);
            keys = own;
            EnrollWish.Login made = new EnrollWish.Login(own, request.target().endpoints());
            Enrollment.Parts parts = aws.enrollParts();
            caller = Optional.of(parts.aws().sts(own, made.endpoints()).getCallerIdentity());
            parts.clock().in(partition).require("iam:EnableMFADevice");
            login = made;
        } catch (ConfigException e) {
            boolean without =
                    e.kind() == ConfigException.Kind.NO_SUCH_PROFILE || e.kind() == ConfigException.Kind.NO_CREDENTIALS;
            if (!without) {
                throw e;
            }
            unasked(e.getMessage());
        } catch (AwsException e) {
            if (e.kind() == AwsException.Kind.CLOCK_SKEW) {
                throw e;
            }
            unasked(e.getMessage());
        } catch (VaultException | Failure e) {
            unasked(e.getMessage());
        }
    }

    private void unasked(@Nullable String why) {
        invocation.console().say("ykaws: note: AWS is not asked about the device: " + why);
    }

    /** The partition of the region that environment or profile name. */
    private Partition configured() throws ConfigException {
        for (String variable : new String[] {"AWS_REGION", "AWS_DEFAULT_REGION"}) {
            String region = invocation.world().environment().getOrDefault(variable, "");
            if (!region.isEmpty()) {
                return Partition.ofRegion(region);
            }
        }
        Setting region = aws.profiles().setting(profile, "region");
        return region == null ? Partition.AWS : Partition.ofRegion(region.value());
    }

    Optional<CallerIdentity> caller() {
        return caller;
    }

    /** Where devices are unless something better tells it. */
    Partition partition() {
        return partition;
    }

    /**
     * Who asks IAM about the user's devices; null if nobody can.
     *
     * @param user or null for the keys' own
     */
    ManualWish.@Nullable Access asking(@Nullable String user) {
        EnrollWish.Login known = login;
        Optional<String> name = Optional.ofNullable(user).or(() -> caller.flatMap(UserDevices::userOf));
        return known == null || name.isEmpty() ? null : new ManualWish.Access(known, name.get());
    }

    @Override
    public void close() {
        if (keys != null) {
            keys.close();
        }
    }
}
