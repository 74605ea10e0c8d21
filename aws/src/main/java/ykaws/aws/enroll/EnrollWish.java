package ykaws.aws.enroll;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import ykaws.aws.AccessKeys;
import ykaws.aws.Endpoints;

/**
 * What the user asks for.
 *
 * @param login whose calls these are
 * @param device the device to be made
 * @param target where its serial is written
 */
public record EnrollWish(Login login, Device device, Target target) {

    /**
     * The credentials of the calls.
     *
     * @param keys long-term keys, which IAM takes without MFA; the caller closes them
     */
    public record Login(AccessKeys keys, Endpoints endpoints) {}

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
}
