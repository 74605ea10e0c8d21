package ykaws.shell;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where ykaws keeps its files.
 *
 * @param state history, locks, ledgers, the sandbox
 * @param data the vault
 * @param cache sealed sessions
 * @param runtime gone at log-out; null where the platform has none
 */
public record Folders(
        Path state, Path data, Path cache, @Nullable Path runtime) {

    /** All four under one folder: {@code YKAWS_HOME}, a sandbox. */
    public static Folders under(Path home) {
        return new Folders(home.resolve("state"), home.resolve("data"), home.resolve("cache"), home.resolve("run"));
    }

    /**
     * The folders of this environment: {@code YKAWS_HOME}; else what the XDG Base Directory Specification says, and on
     * macOS and Windows the platform's habit.
     */
    public static Folders of(Map<String, String> env, Path home, String osName) {
        String own = env.getOrDefault("YKAWS_HOME", "");
        if (!own.isEmpty()) {
            return under(Path.of(own).toAbsolutePath());
        }
        String os = osName.toLowerCase(Locale.ROOT);
        if (os.startsWith("mac")) {
            Path library = home.resolve("Library");
            Path support = library.resolve("Application Support/ykaws");
            return new Folders(support, support, library.resolve("Caches/ykaws"), null);
        }
        if (os.startsWith("windows")) {
            Path local = Path.of(env.getOrDefault(
                            "LOCALAPPDATA", home.resolve("AppData/Local").toString()))
                    .resolve("ykaws");
            return new Folders(local, local, local.resolve("cache"), null);
        }
        return xdg(env, home);
    }

    private static Folders xdg(Map<String, String> env, Path home) {
        String runtime = env.getOrDefault("XDG_RUNTIME_DIR", "");
        return new Folders(
                xdgFolder(env, "XDG_STATE_HOME", home.resolve(".local/state")),
                xdgFolder(env, "XDG_DATA_HOME", home.resolve(".local/share")),
                xdgFolder(env, "XDG_CACHE_HOME", home.resolve(".cache")),
                runtime.isEmpty() ? null : Path.of(runtime).resolve("ykaws"));
    }

    private static Path xdgFolder(Map<String, String> env, String variable, Path fallback) {
        String set = env.getOrDefault(variable, "");
        // The specification tells programs to ignore a relative path here.
        boolean usable = !set.isEmpty() && Path.of(set).isAbsolute();
        return (usable ? Path.of(set) : fallback).resolve("ykaws");
    }
}
