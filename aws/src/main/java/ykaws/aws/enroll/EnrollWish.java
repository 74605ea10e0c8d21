package ykaws.aws.enroll;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import ykaws.aws.Credentials;
import ykaws.aws.Endpoints;
import ykaws.aws.Partition;

/**
 * What the user asks for.
 *
 * @param login whose calls these are
 * @param device the device to be made
 * @param target where its serial is written
 * @param options what most people don't ask for
 */
public record EnrollWish(Login login, Device device, Target target, Options options) {
    /** One device for each key, nothing replaced, no tags but our own. */
    public EnrollWish(Login login, Device device, Target target) {
        this(login, device, target, Options.NONE);
    }

    /** The same, for a user whom no profile here is about. */
    EnrollWish withoutProfiles() {
        return new EnrollWish(login, device, new Target(target.configFile(), List.of()), options);
    }

    /**
     * The credentials of the calls.
     *
     * @param keys long-term keys, which IAM takes without MFA, or the session of an administrator's role; the caller
     *     closes them
     */
    public record Login(Credentials keys, Endpoints endpoints) {
        Partition partition() {
            return endpoints.partition();
        }
    }

    /**
     * The device.
     *
     * @param name null: the user's name
     * @param user null: the user whose keys these are
     * @param path {@code /}, or starts and ends with a slash
     * @param touch whether each code asks for a touch
     */
    public record Device(@Nullable String name, @Nullable String user, String path, boolean touch) {}

    /**
     * The AWS config file.
     *
     * @param profiles that get {@code mfa_serial}: the user's own, and those of roles that it is the source of
     */
    public record Target(Path configFile, List<String> profiles) {
        public Target {
            profiles = List.copyOf(profiles);
        }
    }

    /**
     * The options.
     *
     * @param sameSeed one device whose seed all keys get, instead of a device for each key
     * @param force replace an account of the same name, and a device that nobody has enabled
     * @param tags for the device, in their order
     */
    public record Options(boolean sameSeed, boolean force, Map<String, String> tags) {
        public static final Options NONE = new Options(false, false, Map.of());

        public Options {
            tags = java.util.Collections.unmodifiableMap(new java.util.LinkedHashMap<>(tags));
        }
    }
}
