package ykaws.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A world for one test: a home, a runtime folder, a folder to work in and one for temporary files, all empty, and an
 * environment that names them and nothing else of ours. Everything that the program writes is under {@link #root}.
 */
public record Place(Path root) implements AutoCloseable {

    /** A new one, in the system's folder for temporary files. */
    public static Place create() {
        try {
            Place place = new Place(Files.createTempDirectory("ykaws-it-").toRealPath());
            for (Path folder : new Path[] {place.home(), place.work(), place.temporary(), place.bin()}) {
                Files.createDirectory(folder);
            }
            Files.createDirectory(
                    place.runtime(),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            // So that transcripts can say "ykaws" and "./ykaws", as a user does.
            Files.createSymbolicLink(place.bin().resolve("ykaws"), Launcher.path());
            Files.createSymbolicLink(place.work().resolve("ykaws"), Launcher.path());
            return place;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Path home() {
        return root.resolve("home");
    }

    /** The current folder of the programs that run here. */
    public Path work() {
        return root.resolve("work");
    }

    public Path runtime() {
        return root.resolve("run");
    }

    public Path temporary() {
        return root.resolve("tmp");
    }

    public Path bin() {
        return root.resolve("bin");
    }

    /** The default folder of the sandbox in this place. */
    public Path stateFolder() {
        return home().resolve(".local/state/ykaws");
    }

    /** The whole environment of a program here: nothing is inherited but PATH. */
    public Map<String, String> environment() {
        Map<String, String> environment = new LinkedHashMap<>();
        environment.put("PATH", bin() + ":" + System.getenv("PATH"));
        environment.put("HOME", home().toString());
        environment.put("XDG_RUNTIME_DIR", runtime().toString());
        environment.put("TMPDIR", temporary().toString());
        environment.put("LANG", "C.UTF-8");
        environment.put("YKAWS_APP_DIR", Launcher.app().toString());
        environment.put("YKAWS_JAVA_OPTIONS", "-Djava.io.tmpdir=" + temporary());
        // The first start makes the archive, all others use it.
        environment.put("YKAWS_ARCHIVE", "wait");
        Launcher.javaHome().ifPresent(home -> environment.put("YKAWS_JAVA_HOME", home));
        return environment;
    }

    @Override
    public void close() {
        try {
            Files.walkFileTree(root, new Removal());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class Removal extends SimpleFileVisitor<Path> {
        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            Files.deleteIfExists(file);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException failure) {
            // A process that is just ending removes its files itself.
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failure) throws IOException {
            Files.deleteIfExists(folder);
            return FileVisitResult.CONTINUE;
        }
    }
}
