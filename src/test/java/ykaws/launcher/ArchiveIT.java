package ykaws.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import ykaws.harness.Outcome;
import ykaws.harness.Place;
import ykaws.harness.Program;
import ykaws.harness.Waiting;

/**
 * The class-data archive: used when it fits, and whatever becomes of it, the program says and does the same. A JVM that
 * is given a bad one prints on stdout, or dies.
 */
class ArchiveIT {
    private final Place place = Place.create();
    private Path app = Path.of("");

    @BeforeEach
    void makeStandIn() {
        app = StandIn.makeIn(place.root());
    }

    @AfterEach
    void removePlace() {
        place.close();
    }

    private Program program(String archive) {
        return StandIn.program(place, app).env("YKAWS_ARCHIVE", archive);
    }

    private Path only(String suffix) {
        try (Stream<Path> files = Files.list(app.resolve("archive"))) {
            List<Path> found =
                    files.filter(file -> file.toString().endsWith(suffix)).toList();
            assertThat(found).hasSize(1);
            return found.get(0);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** Whether a start takes its classes from an archive of ours. */
    private boolean used() {
        Path log = place.root().resolve("load.log");
        StandIn.program(place, app)
                .env("YKAWS_ARCHIVE", "use")
                .javaOption("-Xlog:class+load=info:file=" + log)
                .run()
                .expect(0);
        try {
            String main = Files.readAllLines(log).stream()
                    .filter(line -> line.contains(" ykaws.Main source:"))
                    .findAny()
                    .orElseThrow();
            return main.contains("shared objects file");
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private void saysTheSame() {
        for (String archive : new String[] {"", "wait"}) {
            Outcome both = program(archive).run("both");
            assertThat(both.expect(0).out()).isEqualTo("to stdout\n");
            assertThat(both.err()).isEqualTo("to stderr\n");
            program(archive).run("exit", "5").expect(5);
        }
    }

    private void madeAnewInTheBackground() {
        Waiting.until(
                () -> {
                    try (Stream<Path> files = Files.list(app.resolve("archive"))) {
                        return files.noneMatch(file -> file.toString().endsWith(".lock"));
                    } catch (IOException e) {
                        return false;
                    }
                },
                () -> "the end of the training");
        assertThat(used()).isTrue();
    }

    @Test
    void isMadeAfterTheFirstRunAndThenUsed() throws IOException {
        Outcome first = program("").run("both");
        assertThat(first.expect(0).out()).isEqualTo("to stdout\n");
        assertThat(first.err()).isEqualTo("to stderr\n");
        Waiting.until(() -> app.resolve("archive").toFile().isDirectory(), () -> "the folder of the archive");
        Waiting.until(
                () -> {
                    try (Stream<Path> files = Files.list(app.resolve("archive"))) {
                        return files.anyMatch(file -> file.toString().endsWith(".stamp"));
                    } catch (IOException e) {
                        return false;
                    }
                },
                () -> "the stamp of the archive");
        madeAnewInTheBackground();
        assertThat(Files.getPosixFilePermissions(app.resolve("archive")))
                .isEqualTo(PosixFilePermissions.fromString("rwx------"));
        try (Stream<Path> files = Files.list(app.resolve("archive"))) {
            assertThat(files).hasSize(2);
        }
    }

    @Test
    void isNeitherMadeNorUsedWhenOff() {
        program("off").run().expect(0);
        assertThat(app.resolve("archive")).doesNotExist();
        program("wait").run().expect(0);
        assertThat(used()).isTrue();
    }

    @Test
    void truncatedArchiveIsNotUsed() throws IOException {
        program("wait").run().expect(0);
        Path archive = only(".jsa");
        Files.setPosixFilePermissions(archive, PosixFilePermissions.fromString("rw-------"));
        for (long length : new long[] {4096, 0}) {
            try (RandomAccessFile file = new RandomAccessFile(archive.toFile(), "rw")) {
                file.setLength(length);
            }
            saysTheSame();
            madeAnewInTheBackground();
            Files.setPosixFilePermissions(archive, PosixFilePermissions.fromString("rw-------"));
        }
    }

    @Test
    void garbageOfTheSameLengthIsNotUsed() throws IOException {
        program("wait").run().expect(0);
        Path archive = only(".jsa");
        Files.setPosixFilePermissions(archive, PosixFilePermissions.fromString("rw-------"));
        byte[] garbage = new byte[(int) Files.size(archive)];
        java.util.Arrays.fill(garbage, (byte) 0x5a);
        Files.write(archive, garbage);
        // A second later: stat tells whole seconds.
        Files.setLastModifiedTime(archive, FileTime.from(Instant.now().plusSeconds(1)));
        saysTheSame();
        madeAnewInTheBackground();
    }

    @Test
    void archiveOfOlderJarsIsNotUsed() throws IOException {
        program("wait").run().expect(0);
        Files.setLastModifiedTime(
                app.resolve("lib/ykaws.jar"), FileTime.from(Instant.now().plusSeconds(5)));
        saysTheSame();
        madeAnewInTheBackground();
        Files.copy(app.resolve("lib/late.jar"), app.resolve("lib/more.jar"));
        saysTheSame();
        madeAnewInTheBackground();
    }

    @Test
    void badStampsAreNotBelieved() throws IOException {
        program("wait").run().expect(0);
        Path stamp = only(".stamp");
        byte[] good = Files.readAllBytes(stamp);
        for (byte[] bad : List.of(
                new byte[0],
                "garbage".getBytes(StandardCharsets.UTF_8),
                new byte[] {0, (byte) 0xff, '\n', '$', '(', '\n', '\'', '\n', '`', '\n', '1', '\n'},
                java.util.Arrays.copyOf(good, good.length / 2),
                new String(good, StandardCharsets.UTF_8)
                        .replaceAll("\n[0-9]+ ", "\n1 ")
                        .getBytes(StandardCharsets.UTF_8))) {
            Files.write(stamp, bad);
            saysTheSame();
        }
        madeAnewInTheBackground();
    }

    @Test
    void archiveOfAnotherJvmIsNotUsed() throws IOException {
        // One path to Java, behind which another takes its place.
        Path link = Files.createSymbolicLink(place.root().resolve("jdk"), Path.of(System.getProperty("java.home")));
        Program program = program("wait").env("YKAWS_JAVA_HOME", link.toString());
        program.run().expect(0);
        String stamp = Files.readString(only(".stamp"));
        Path other = Files.createDirectories(place.root().resolve("other/bin"));
        Files.writeString(other.resolveSibling("release"), "JAVA_VERSION=\"99\"\n");
        Files.writeString(
                other.resolve("java"),
                "#!/bin/sh\necho \"other: $*\"\nexec " + System.getProperty("java.home") + "/bin/java \"$@\"\n");
        Files.setPosixFilePermissions(other.resolve("java"), PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.delete(link);
        Files.createSymbolicLink(link, other.getParent());

        String out = program("")
                .env("YKAWS_JAVA_HOME", link.toString())
                .run("both")
                .expect(0)
                .out();
        assertThat(out)
                .startsWith("other: ")
                .doesNotContain("SharedArchiveFile")
                .endsWith("\nto stdout\n");
        assertThat(stamp).contains("\n" + link + "/bin/java\n");
    }

    @Test
    void twoJavasHaveAnArchiveEach() throws IOException {
        Path link = Files.createSymbolicLink(place.root().resolve("jdk"), Path.of(System.getProperty("java.home")));
        program("wait").run().expect(0);
        program("wait").env("YKAWS_JAVA_HOME", link.toString()).run().expect(0);
        try (Stream<Path> files = Files.list(app.resolve("archive"))) {
            assertThat(files.filter(file -> file.toString().endsWith(".jsa"))).hasSize(2);
        }
    }

    @Test
    void isMadeByOneProcessOnly() {
        try (Program.Running one = program("wait").start("both");
                Program.Running two = program("wait").start("both");
                Program.Running three = program("wait").start("both")) {
            for (Program.Running running : List.of(one, two, three)) {
                assertThat(running.await().expect(0).out()).isEqualTo("to stdout\n");
            }
        }
        only(".jsa");
        assertThat(used()).isTrue();
    }

    @Test
    void readOnlyProgramKeepsItsArchiveInTheUsersCache() throws IOException, InterruptedException {
        // Root may write everywhere, so the test is somebody else.
        List<String> asNobody = List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups");
        if (!"root".equals(System.getProperty("user.name"))) {
            org.junit.jupiter.api.Assumptions.abort("skipped: becomes another user, and so must be root");
        }
        for (String folder : List.of("home", "run", "tmp", "work")) {
            new ProcessBuilder(
                            "chown", "-R", "65534", place.root().resolve(folder).toString())
                    .start()
                    .waitFor();
        }
        new ProcessBuilder("chmod", "755", place.root().toString()).start().waitFor();
        String[] command = Stream.concat(asNobody.stream(), Stream.of(place.bin() + "/ykaws"))
                .toArray(String[]::new);
        Program program = Program.of(place, command).env("YKAWS_APP_DIR", app.toString());
        assertThat(program.run("both").expect(0).out()).isEqualTo("to stdout\n");
        assertThat(app.resolve("archive")).doesNotExist();
        assertThat(place.home().resolve(".cache/ykaws/archive")).isDirectory();
    }
}
