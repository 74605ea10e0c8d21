package ykaws.shell.command;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import ykaws.shell.Invocation;

/** Whose devices a command is about, and whose access keys make its calls. */
final class UserOptions {
    @Option(
            names = "--profile",
            paramLabel = "PROFILE",
            description = "Whose access keys to use; default: AWS_PROFILE, a profile called NAME, or default. For"
                    + " --user its role counts too.")
    @Nullable
    String profile;

    @Option(names = "--user", paramLabel = "USER", description = "The IAM user; default: whose access keys these are.")
    @Nullable
    String user;

    /** Whether an administrator is at work: a profile and somebody else are named. */
    boolean administrator() {
        return user != null && profile != null;
    }

    /** The profile whose access keys make the calls. */
    static String source(Invocation invocation, AwsAccess aws, @Nullable String profile, @Nullable String name)
            throws IOException {
        if (profile != null) {
            return profile;
        }
        String fromEnvironment = invocation.world().environment().getOrDefault("AWS_PROFILE", "");
        if (!fromEnvironment.isEmpty()) {
            return fromEnvironment;
        }
        boolean named = name != null
                && (aws.profiles().get(name).isPresent()
                        || aws.keys().accessKeyId(name).isPresent());
        return named ? name : "default";
    }

    /** The same; without any other sign the only profile that has access keys of its own. */
    String source(Invocation invocation, AwsAccess aws, @Nullable String name) throws IOException {
        String source = source(invocation, aws, profile, name);
        boolean known =
                !source.equals("default") || aws.keys().accessKeyId(source).isPresent();
        List<String> stored = known ? List.of() : List.copyOf(aws.keys().vault().profiles());
        return stored.size() == 1 ? stored.get(0) : source;
    }
}
