package ykaws;

import java.nio.file.Path;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import ykaws.shell.Folders;
import ykaws.shell.GlobalOptions;
import ykaws.shell.Streams;
import ykaws.shell.World;

/** Chooses between hardware and sandbox by {@code --sandbox} and {@code YKAWS_SANDBOX}. */
final class Worlds implements Function<GlobalOptions, World> {
    private final Map<String, String> environment;
    private final Streams streams;

    Worlds(Map<String, String> environment, Streams streams) {
        this.environment = environment;
        this.streams = streams;
    }

    @Override
    public World apply(GlobalOptions options) {
        Path home = Path.of(System.getProperty("user.home"));
        String own = environment.getOrDefault("HOME", "");
        Path userHome = own.isEmpty() ? home : Path.of(own);
        Folders folders = Folders.of(environment, userHome, System.getProperty("os.name"));
        Path sandbox = sandboxFolder(options.sandbox(), folders);
        return sandbox == null
                ? new HardwareWorld(environment, userHome, folders)
                : new SandboxWorld(sandbox, environment, streams, options);
    }

    private @Nullable Path sandboxFolder(@Nullable String option, Folders folders) {
        String asked = option != null ? option : environment.get("YKAWS_SANDBOX");
        if (asked == null || (option == null && (asked.isEmpty() || asked.equals("0")))) {
            return null;
        }
        boolean byDefault = asked.isEmpty() || (option == null && asked.equals("1"));
        return byDefault ? folders.state().resolve("sandbox") : Path.of(asked).toAbsolutePath();
    }
}
