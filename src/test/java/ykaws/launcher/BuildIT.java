package ykaws.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
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
import ykaws.harness.Launcher;
import ykaws.harness.Outcome;
import ykaws.harness.Place;
import ykaws.harness.Program;

/** A clone that builds itself: with a Maven of our own, which copies the stand-in to where the real one builds. */
class BuildIT {
    private static final String PROGRESS =
            "ykaws: building the program, on first use and after changes: a minute or two\n";

    private final Place place = Place.create();
    private final Path clone = place.root().resolve("clone");

    @BeforeEach
    void makeClone() throws IOException {
        Path app = StandIn.makeIn(place.root());
        Path repository = Launcher.path().toRealPath().getParent();
        Files.createDirectories(clone.resolve("src/launcher"));
        Files.copy(repository.resolve("ykaws"), clone.resolve("ykaws"));
        try (Stream<Path> parts = Files.list(repository.resolve("src/launcher"))) {
            for (Path part : parts.toList()) {
                Files.copy(part, clone.resolve("src/launcher").resolve(part.getFileName()));
            }
        }
        for (String file : List.of(
                "pom.xml",
                "src/pom.xml",
                "src/main/java/ykaws/Main.java",
                "src/test/java/ykaws/MainTest.java",
                "aws/pom.xml",
                "aws/src/main/java/ykaws/aws/config/Deep.java",
                "aws/target/classes/old")) {
            Path path = clone.resolve(file);
            Files.createDirectories(path.getParent());
            Files.writeString(path, file);
            Files.setLastModifiedTime(path, FileTime.from(Instant.now().minusSeconds(60)));
        }
        maven("sleep 1; mkdir -p src/target && cp -R " + app + " src/target/app");
    }

    @AfterEach
    void removePlace() {
        place.close();
    }

    /** A mvn that notes that it was called, with what, and where, and then does this. */
    private void maven(String then) throws IOException {
        Path mvn = place.bin().resolve("mvn");
        Files.writeString(
                mvn,
                "#!/bin/sh\necho \"$* JAVA_HOME=$JAVA_HOME\" >>" + place.root() + "/calls\nfind . -type f | sort >"
                        + place.root() + "/files\necho the noise of Maven\n" + then + "\n");
        Files.setPosixFilePermissions(mvn, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private List<String> calls() throws IOException {
        Path calls = place.root().resolve("calls");
        return Files.exists(calls) ? Files.readAllLines(calls) : List.of();
    }

    private Program program() {
        return Program.of(place, clone.resolve("ykaws").toString())
                .unset("YKAWS_APP_DIR")
                .env("YKAWS_ARCHIVE", "off");
    }

    private void edit(String file) throws IOException {
        Files.writeString(clone.resolve(file), "edited");
        Files.setLastModifiedTime(
                clone.resolve(file), FileTime.from(Instant.now().plusSeconds(1)));
    }

    @Test
    void buildsOnFirstUseOnlyAndSaysSoInOneLine() throws IOException {
        Outcome first = program().run("both");
        assertThat(first.expect(0).out()).isEqualTo("to stdout\n");
        assertThat(first.err()).isEqualTo(PROGRESS + "to stderr\n");
        Outcome second = program().run("both");
        assertThat(second.expect(0).out()).isEqualTo("to stdout\n");
        assertThat(second.err()).isEqualTo("to stderr\n");
        assertThat(calls()).hasSize(1);
        assertThat(calls().get(0)).contains(" package").contains("JAVA_HOME=/");
        try (Stream<Path> left = Files.list(clone.resolve(".ykaws-build"))) {
            assertThat(left.map(file -> file.getFileName().toString().replaceAll("app\\..*", "app")))
                    .containsExactlyInAnyOrder("app", "build.log", "current");
        }
    }

    @Test
    void buildsACopyOfTheSourcesAndLeavesTheTargetFoldersAlone() throws IOException {
        program().run().expect(0);
        assertThat(Files.readAllLines(place.root().resolve("files")))
                .containsExactly(
                        "./aws/pom.xml",
                        "./aws/src/main/java/ykaws/aws/config/Deep.java",
                        "./pom.xml",
                        "./src/main/java/ykaws/Main.java",
                        "./src/pom.xml");
        assertThat(clone.resolve("src/target")).doesNotExist();
        assertThat(clone.resolve("aws/target/classes/old")).hasContent("aws/target/classes/old");
    }

    @Test
    void buildsAgainWhenASourceIsNewerButNotForATest() throws IOException {
        program().run().expect(0);
        edit("src/test/java/ykaws/MainTest.java");
        assertThat(program().run().expect(0).err()).isEmpty();
        int builds = 1;
        for (String file : List.of(
                "pom.xml",
                "aws/pom.xml",
                "src/main/java/ykaws/Main.java",
                "aws/src/main/java/ykaws/aws/config/Deep.java")) {
            edit(file);
            assertThat(program().run().expect(0).err()).isEqualTo(PROGRESS);
            builds++;
            // An edit that is a second in the future would count again.
            Files.setLastModifiedTime(
                    clone.resolve(file), FileTime.from(Instant.now().minusSeconds(60)));
        }
        assertThat(calls()).hasSize(builds);
    }

    @Test
    void everySourceOfThisRepositoryIsWatched() throws IOException {
        Path repository = Launcher.path().toRealPath().getParent();
        program().run().expect(0);
        int watched = 0;
        try (Stream<Path> all = Files.walk(repository)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                String name = repository.relativize(file).toString();
                boolean source = name.matches("([a-z]+/)?src/main/.*|[a-z]+/main/.*") && !name.startsWith("target/");
                if (source && depth(name) > watched) {
                    // One of each depth will do: the launcher looks for patterns.
                    watched = depth(name);
                    Files.createDirectories(clone.resolve(name).getParent());
                    edit(name);
                    assertThat(program().run().expect(0).err()).as(name).isEqualTo(PROGRESS);
                    Files.delete(clone.resolve(name));
                }
            }
        }
        assertThat(watched).isPositive();
    }

    private static int depth(String name) {
        return name.split("/").length + (name.contains("/resources/") ? 100 : 0);
    }

    @Test
    void twoFirstUsesAtOnceBuildOnce() throws IOException {
        try (Program.Running one = program().start("both");
                Program.Running two = program().start("both");
                Program.Running three = program().start("both")) {
            for (Program.Running running : List.of(one, two, three)) {
                assertThat(running.await().expect(0).out()).isEqualTo("to stdout\n");
            }
        }
        assertThat(calls()).hasSize(1);
    }

    @Test
    void aLockOfADeadProcessDoesNotHoldUsUp() throws IOException {
        Files.createDirectories(clone.resolve(".ykaws-build"));
        // No process has that number: it is above the largest that the kernel gives.
        Files.createSymbolicLink(clone.resolve(".ykaws-build/lock"), Path.of("4194999"));
        assertThat(program().run("both").expect(0).out()).isEqualTo("to stdout\n");
    }

    @Test
    void aFailedBuildNamesItsLogAndLeavesNothing() throws IOException {
        maven("echo '[ERROR] what went wrong'; exit 1");
        Outcome outcome = program().run("both").expect(1);
        assertThat(outcome.out()).isEmpty();
        Path log = clone.resolve(".ykaws-build/build.log");
        assertThat(outcome.err())
                .isEqualTo(PROGRESS + "ykaws: error: the build failed; its log: " + log
                        + "\nykaws: hint: what Maven says about it: mvn -DskipTests package\n");
        assertThat(log).content().contains("[ERROR] what went wrong");
        try (Stream<Path> left = Files.list(clone.resolve(".ykaws-build"))) {
            assertThat(left).containsExactly(log);
        }
    }

    @Test
    void aMissingMavenOrCompilerIsNamed() throws IOException {
        Files.delete(place.bin().resolve("mvn"));
        Path few = Files.createDirectory(place.root().resolve("few"));
        for (String name : new String[] {"sh", "stat", "readlink", "cat"}) {
            Path file = Path.of("/usr/bin", name);
            Files.createSymbolicLink(few.resolve(name), Files.exists(file) ? file : Path.of("/bin", name));
        }
        String home = System.getProperty("java.home");
        Outcome noMaven =
                program().env("PATH", few.toString()).env("JAVA_HOME", home).run();
        assertThat(noMaven.expect(1).err())
                .startsWith(
                        "ykaws: error: Maven is needed to build ykaws, and mvn is not on PATH\nykaws: hint: install Maven");

        Path jre = place.root().resolve("jre");
        Files.createDirectories(jre.resolve("bin"));
        Files.createSymbolicLink(jre.resolve("bin/java"), Path.of(home, "bin/java"));
        Files.writeString(jre.resolve("release"), "JAVA_VERSION=\"21.0.1\"\n");
        // The link leads to a whole JDK, so a copy of it stands for a runtime alone.
        Files.delete(jre.resolve("bin/java"));
        Files.writeString(jre.resolve("bin/java"), "#!/bin/sh\n");
        Files.setPosixFilePermissions(jre.resolve("bin/java"), PosixFilePermissions.fromString("rwxr-xr-x"));
        Outcome noCompiler = program().env("YKAWS_JAVA_HOME", jre.toString()).run();
        assertThat(noCompiler.expect(1).err())
                .startsWith("ykaws: error: the build needs a JDK, and " + jre
                        + " has no compiler\nykaws: hint: install a JDK");
    }

    @Test
    void neverBuildsWithAnAppFolder() throws IOException {
        Outcome outcome = program()
                .env("YKAWS_APP_DIR", place.root().resolve("app").toString())
                .run("both");
        assertThat(outcome.expect(0).err()).isEqualTo("to stderr\n");
        assertThat(calls()).isEmpty();
        assertThat(program().env("YKAWS_APP_DIR", "/nowhere").run().expect(1).err())
                .isEqualTo("ykaws: error: the program is not there: no folder /nowhere/lib\n");
    }

    @Test
    void aRunningProgramKeepsItsJarsWhileNewerOnesAreBuilt() throws IOException {
        Path go = place.root().resolve("go");
        try (Program.Running serve = program().start("serve", go.toString())) {
            serve.expect("serving from");
            for (int i = 0; i < 2; i++) {
                edit("pom.xml");
                assertThat(program().run().expect(0).err()).isEqualTo(PROGRESS);
                Files.setLastModifiedTime(
                        clone.resolve("pom.xml"), FileTime.from(Instant.now().minusSeconds(60)));
            }
            Files.createFile(go);
            assertThat(serve.await().expect(0).out()).endsWith("late, and here\n");
        }
        edit("pom.xml");
        program().run().expect(0);
        try (Stream<Path> builds = Files.list(clone.resolve(".ykaws-build"))) {
            assertThat(builds.filter(file -> file.getFileName().toString().startsWith("app.")))
                    .hasSize(1);
        }
    }
}
