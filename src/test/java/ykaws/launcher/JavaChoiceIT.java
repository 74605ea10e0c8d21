package ykaws.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import ykaws.harness.Outcome;
import ykaws.harness.Place;
import ykaws.harness.Program;

/** Which Java runs the program. */
class JavaChoiceIT {
    private static final Path OURS = Path.of(System.getProperty("java.home"));

    @TempDir
    static Path folder;

    private static Path app;

    private final Place place = Place.create();

    @BeforeAll
    static void makeStandIn() {
        app = StandIn.makeIn(folder);
    }

    @AfterEach
    void removePlace() {
        place.close();
    }

    private Program program() {
        return StandIn.program(place, app).unset("YKAWS_JAVA_HOME");
    }

    private static Path script(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, "#!/bin/sh\n" + text + "\n");
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private Path fakeHome(String version) throws IOException {
        Path home = place.root().resolve("jdk-" + version);
        script(home.resolve("bin/java"), "echo this must not run");
        Files.writeString(home.resolve("release"), "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"" + version + "\"\n");
        return home;
    }

    /** A PATH with everything that the launcher uses, but without a Java. */
    private String pathWithoutJava() throws IOException {
        Path bin = Files.createDirectory(place.root().resolve("few"));
        for (String name : new String[] {"sh", "stat", "readlink", "cat", "sleep", "mkdir", "rm", "mv", "ln", "env"}) {
            Path file = Path.of("/usr/bin", name);
            Files.createSymbolicLink(bin.resolve(name), Files.exists(file) ? file : Path.of("/bin", name));
        }
        return bin.toString();
    }

    @Test
    void ourOwnVariableGoesFirstThenJavaHomeThenPath() throws IOException {
        String old = fakeHome("1.8.0_402").toString();
        Outcome own = program()
                .env("YKAWS_JAVA_HOME", OURS.toString())
                .env("JAVA_HOME", old)
                .run("java");
        assertThat(Path.of(own.expect(0).out().strip()).toRealPath()).isEqualTo(OURS.toRealPath());
        Outcome home = program()
                .env("PATH", pathWithoutJava())
                .env("JAVA_HOME", OURS.toString())
                .run("java");
        assertThat(Path.of(home.expect(0).out().strip()).toRealPath()).isEqualTo(OURS.toRealPath());
    }

    @Test
    void aJavaHomeThatIsTooOldIsPassedOver() throws IOException {
        for (String version : new String[] {"1.8.0_402", "11.0.22", "16"}) {
            Outcome outcome =
                    program().env("JAVA_HOME", fakeHome(version).toString()).run("java");
            assertThat(outcome.expect(0).out()).doesNotContain(version);
        }
    }

    @Test
    void saysWhatIsNeededWhenThereIsNone() throws IOException {
        Outcome outcome = program()
                .env("PATH", pathWithoutJava())
                .env("JAVA_HOME", fakeHome("11.0.22").toString())
                .run("java");
        assertThat(outcome.expect(1).out()).isEmpty();
        assertThat(outcome.errLines().get(0))
                .startsWith("ykaws: error: Java 17 or newer is needed, and was not found: ")
                .contains("is 11.0.22");
        assertThat(outcome.errLines()).anyMatch(line -> line.startsWith("ykaws: hint: install a JDK, 17 or newer"));
    }

    @Test
    void ourOwnVariableIsNotPassedOver() throws IOException {
        Outcome outcome = program().env("YKAWS_JAVA_HOME", "/nowhere").run("java");
        assertThat(outcome.expect(1).err()).contains("/nowhere/bin/java is none");
    }

    @Test
    void asksAWrapperForTheJavaBehindIt() throws IOException {
        Path wrapper = script(place.root().resolve("shims/java"), "exec " + OURS + "/bin/java \"$@\"");
        Outcome outcome = program()
                .env("PATH", wrapper.getParent() + ":" + pathWithoutJava())
                .run("java");
        assertThat(Path.of(outcome.expect(0).out().strip()).toRealPath()).isEqualTo(OURS.toRealPath());
    }
}
