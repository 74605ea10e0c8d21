package ykaws;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import ykaws.sandbox.StateFolder;
import ykaws.sandbox.key.KeyInUseException;
import ykaws.shell.ExitCode;
import ykaws.shell.Invocation;
import ykaws.shell.Problem;

/** {@code sandbox reset}. */
@Command(name = "reset", description = "Start the sandbox anew: keys without accounts, an AWS without devices.")
final class SandboxReset implements Callable<Integer> {
    /** What a sandbox's folder holds beside its keys, which start anew by themselves. */
    private static final List<String> WORLD =
            List.of("aws.json", "aws-calls.log", ".aws", "vault.key", "data", "cache", "run", "state");

    private final Invocation invocation;

    @Option(
            names = "--firmware",
            paramLabel = "VERSION",
            description = "The firmware of the new keys, as 4.3.5 or 5.7; default: 5.7.1.")
    String firmware = "5.7.1";

    @Option(names = "--fips", description = "New keys of the FIPS series (YubiKey 5; a 4.4.x is of it anyway).")
    boolean fips;

    @Option(
            names = {"-f", "--force"},
            description = "Don't ask.")
    boolean force;

    SandboxReset(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() throws IOException {
        SandboxWorld world = OwnCommands.sandbox(invocation);
        StateFolder folder = world.folder();
        invocation.confirm("Delete all that is in the sandbox " + folder.path() + "?", force);
        try {
            world.softKeys().reset(fips ? firmware + "-fips" : firmware);
        } catch (IllegalArgumentException e) {
            throw Problem.usage(e.getMessage()).failure();
        } catch (KeyInUseException e) {
            throw new Problem("busy", "a key of this sandbox is in use", List.of(), ExitCode.NO_KEY).failure();
        }
        for (String each : WORLD) {
            delete(folder.path().resolve(each));
        }
        world.aws().forget();
        invocation
                .console()
                .say("ykaws: the sandbox starts anew, with keys of firmware "
                        + world.softKeys().keys().get(0).summary().firmware()
                        + (fips ? ", FIPS series" : ""));
        return 0;
    }

    private static void delete(Path tree) throws IOException {
        if (!Files.exists(tree)) {
            return;
        }
        try (Stream<Path> all = Files.walk(tree)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        }
    }
}
