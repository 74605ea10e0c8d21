package ykaws.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import ykaws.harness.Launcher;
import ykaws.harness.Outcome;
import ykaws.harness.Place;
import ykaws.harness.Program;

/** How the launcher finds itself, a Java and the program, and what it passes on. */
class StartIT {
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

    private Outcome run(String... words) {
        return StandIn.program(place, app).run(words);
    }

    static java.util.stream.Stream<org.junit.jupiter.params.provider.Arguments> shells() {
        return Shells.all();
    }

    @ParameterizedTest
    @MethodSource("shells")
    void passesArgumentsInputOutputAndExitCode(List<String> shell) {
        Outcome args = StandIn.program(place, app, shell)
                .run("args", "", "a b", "$(id)", "'\"\\", "a\nb", "*", "é✓", "--", "-x");
        assertThat(args.expect(0).out())
                .isEqualTo("<args>\n<>\n<a b>\n<$(id)>\n<'\"\\>\n<a\nb>\n<*>\n<é✓>\n<-->\n<-x>\n");
        assertThat(args.err()).isEmpty();

        byte[] bytes = {0, 1, (byte) 0xff, '\n', '\n'};
        assertThat(StandIn.program(place, app, shell)
                        .stdin(bytes)
                        .run("stdin")
                        .expect(0)
                        .stdout())
                .isEqualTo(bytes);
        Outcome both = StandIn.program(place, app, shell).run("both").expect(0);
        assertThat(both.out()).isEqualTo("to stdout\n");
        assertThat(both.err()).isEqualTo("to stderr\n");
        StandIn.program(place, app, shell).run("exit", "5").expect(5);
        assertThat(StandIn.program(place, app, shell).run().expect(0).out()).isEqualTo("ykaws stand-in\n");
    }

    /** Else the first jar that the JVM opens would be its standard output. */
    @ParameterizedTest
    @MethodSource("shells")
    @EnabledOnOs(OS.LINUX)
    void closedDescriptorsLeadNowhere(List<String> shell) throws IOException {
        Path seen = folder.resolve("seen");
        Program closing = Program.of(place, "/bin/sh", "-c", "exec \"$@\" <&- >&- 2>&-", "sh")
                .env("YKAWS_APP_DIR", app.toString())
                .env("YKAWS_ARCHIVE", "off");
        List<String> words = new ArrayList<>(shell);
        words.addAll(List.of(Launcher.path().toString(), "descriptors", seen.toString()));

        closing.run(words.toArray(String[]::new)).expect(0);

        assertThat(seen).content().isEqualTo("/dev/null\n".repeat(3));
    }

    /** A serving "exec" is no one's hand-over: the JVM takes the launcher's place, also for options in a cluster. */
    @ParameterizedTest
    @ValueSource(strings = {"-s", "-ns", "-sn", "-vvs", "--server", "--ec2"})
    void anExecThatServesStays(String option) {
        assertThat(run("property", "ykaws.handoff", "exec", option, "p")
                        .expect(0)
                        .out())
                .isEqualTo("null\n");
    }

    @Test
    void readsArgumentsBeyondAsciiInTheLocaleC() {
        for (String locale : List.of("C", "POSIX", "")) {
            Program program = StandIn.program(place, app).unset("LANG").env("LC_ALL", locale);
            assertThat(program.run("args", "é✓").expect(0).out()).isEqualTo("<args>\n<é✓>\n");
            assertThat(program.run("property", "ykaws.lc_all").expect(0).out()).isEqualTo(locale + "\n");
        }
        assertThat(run("property", "ykaws.lc_all").out()).isEqualTo("null\n");
    }

    @Test
    void tellsWhichStreamsAreTerminals() {
        assertThat(run("property", "ykaws.tty").out()).isEqualTo("000\n");
    }

    @Test
    void ordersTheClassPathByBytesInEveryLocale() throws IOException {
        Path lib = app.resolve("lib");
        Files.copy(lib.resolve("late.jar"), lib.resolve("Z.jar"));
        try {
            String expected =
                    lib.resolve("Z.jar") + ":" + lib.resolve("late.jar") + ":" + lib.resolve("ykaws.jar") + "\n";
            for (String locale : List.of("C", "C.UTF-8", "en_US.UTF-8")) {
                assertThat(StandIn.program(place, app)
                                .env("LC_ALL", locale)
                                .run("classpath")
                                .out())
                        .isEqualTo(expected);
            }
        } finally {
            Files.delete(lib.resolve("Z.jar"));
        }
    }

    @Test
    void findsItselfThroughLinksAndFromAnyFolder() throws IOException {
        Path real = Launcher.path();
        Path relative = Files.createSymbolicLink(place.root().resolve("one"), Path.of("bin/two"));
        Files.createSymbolicLink(place.bin().resolve("two"), real);
        for (Program program : List.of(
                Program.of(place, relative.toString()),
                Program.of(place, "../one"),
                Program.of(place, "sh", "-c", "cd ..; ./one \"$@\"", "sh"),
                Program.of(place, "sh", "-c", "two \"$@\"", "sh"),
                Program.of(place, "sh", "-c", "cd " + real.getParent() + "; sh ykaws \"$@\"", "sh"))) {
            Outcome outcome = program.env("YKAWS_APP_DIR", app.toString())
                    .env("YKAWS_ARCHIVE", "off")
                    .run("property", "ykaws.launcher")
                    .expect(0);
            assertThat(Path.of(outcome.out().strip()).toRealPath()).isEqualTo(real.toRealPath());
            assertThat(outcome.out()).startsWith("/");
        }
    }

    @Test
    void runsFromAPackagedInstallationAndNeverBuildsThere() throws IOException {
        Path prefix = place.root().resolve("usr");
        Files.createDirectories(prefix.resolve("bin"));
        Files.copy(Launcher.path(), prefix.resolve("bin/ykaws"));
        Path library = Files.createDirectories(prefix.resolve("lib/ykaws"));
        Outcome before =
                Program.of(place, prefix + "/bin/ykaws").unset("YKAWS_APP_DIR").run();
        assertThat(before.expect(1).err())
                .isEqualTo("ykaws: error: the program is not there: no folder " + library + "/lib\n");

        Files.createSymbolicLink(library.resolve("lib"), app.resolve("lib"));
        Files.createSymbolicLink(library.resolve("launcher"), Launcher.path().resolveSibling("src/launcher"));
        Outcome outcome = Program.of(place, prefix + "/bin/ykaws")
                .unset("YKAWS_APP_DIR")
                .env("YKAWS_ARCHIVE", "off")
                .run();
        assertThat(outcome.expect(0).out()).isEqualTo("ykaws stand-in\n");
    }

    @Test
    void keepsSecretsFromAttachersCoreFilesAndTmp() {
        try (Program.Running running = StandIn.program(place, app).start("wait")) {
            running.expect("waiting");
            String line = running.process().info().commandLine().orElseThrow();
            assertThat(line)
                    .contains("-XX:+DisableAttachMechanism", "-XX:-UsePerfData", "-XX:-CreateCoredumpOnCrash")
                    .contains("-XX:ErrorFile=/dev/null");
            assertThat(Path.of("/tmp/hsperfdata_" + System.getProperty("user.name"), running.pid() + ""))
                    .doesNotExist();
        }
    }

    @Test
    void writesACrashReportOnlyToTheStateFolder() throws Exception {
        Files.createDirectories(place.stateFolder());
        try (Program.Running running = StandIn.program(place, app).start("wait")) {
            running.expect("waiting");
            long jvm = running.pid();
            assertThat(new ProcessBuilder("kill", "-SEGV", Long.toString(jvm))
                            .start()
                            .waitFor())
                    .isZero();
            running.await();
            assertThat(place.stateFolder().resolve("crash-" + jvm + ".log")).isRegularFile();
        }
        try (var left = Files.list(place.work())) {
            assertThat(left).containsExactly(place.work().resolve("ykaws"));
        }
    }

    @Test
    void passesMoreOptionsToTheJvm() {
        assertThat(StandIn.program(place, app)
                        .javaOption("-Dmine=1")
                        .javaOption("-Dother=2")
                        .run("property", "other")
                        .out())
                .isEqualTo("2\n");
    }
}
