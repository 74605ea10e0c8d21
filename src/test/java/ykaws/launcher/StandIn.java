package ykaws.launcher;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import ykaws.harness.Launcher;
import ykaws.harness.Place;
import ykaws.harness.Program;

/** A program that the launcher takes for ykaws: {@code standin/Main.java.txt}, compiled and put into two jars. */
final class StandIn {
    private StandIn() {}

    /** Makes its folder, with {@code lib/}. */
    static Path makeIn(Path folder) {
        try {
            Path classes = Files.createDirectories(folder.resolve("classes"));
            compile(folder, classes);
            Path lib = Files.createDirectories(folder.resolve("app/lib"));
            jar(lib.resolve("ykaws.jar"), classes, name -> !name.endsWith("Late.class"));
            // Loaded late, from a jar that nothing has opened until then.
            jar(lib.resolve("late.jar"), classes, name -> name.endsWith("Late.class"));
            return folder.resolve("app");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The launcher, with the stand-in as its program; without an archive, unless a test asks for one. */
    static Program program(Place place, Path app) {
        return Program.ykaws(place).env("YKAWS_APP_DIR", app.toString()).env("YKAWS_ARCHIVE", "off");
    }

    /** The launcher run by another shell than the system's /bin/sh. */
    static Program program(Place place, Path app, List<String> shell) {
        String[] command = Stream.concat(
                        shell.stream(), Stream.of(Launcher.path().toString()))
                .toArray(String[]::new);
        return Program.of(place, command).env("YKAWS_APP_DIR", app.toString()).env("YKAWS_ARCHIVE", "off");
    }

    private static void compile(Path folder, Path classes) throws IOException {
        Path source = Files.createDirectories(folder.resolve("source/ykaws")).resolve("Main.java");
        try (var text = Objects.requireNonNull(StandIn.class.getResourceAsStream("/standin/Main.java.txt"))) {
            Files.write(source, text.readAllBytes());
        }
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            boolean good = compiler.getTask(
                            null,
                            files,
                            null,
                            List.of("--release", "17", "-d", classes.toString()),
                            null,
                            files.getJavaFileObjects(source))
                    .call();
            if (!good) {
                throw new IllegalStateException("the stand-in does not compile");
            }
        }
    }

    private static void jar(Path jar, Path classes, java.util.function.Predicate<String> wanted) throws IOException {
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file);
                Stream<Path> all = Files.walk(classes)) {
            for (Path entry : all.filter(Files::isRegularFile).sorted().toList()) {
                String name = classes.relativize(entry).toString();
                if (wanted.test(name)) {
                    out.putNextEntry(new JarEntry(name));
                    Files.copy(entry, out);
                }
            }
        }
    }
}
