package ykaws.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Each target under Jazzer, from the seeds that are kept in {@code src/test/resources/fuzz}.
 *
 * <p>A short run with a fixed start, so that one commit gives one result. {@code -Dykaws.fuzz.seconds=600} fuzzes each
 * target for ten minutes from a random start; what it finds belongs into the seeds.
 */
class FuzzIT {
    private static final Path SEEDS = Path.of("test/resources/fuzz");
    private static final Path WORK = Path.of("target/fuzz");
    private static final int RUNS = 20_000;
    private static final int PATIENCE_SECONDS = 300;

    @ParameterizedTest
    @ValueSource(
            classes = {
                OathAnswers.class,
                ManagementAnswers.class,
                OtpauthUris.class,
                Imports.class,
                Names.class,
                ScriptLines.class
            })
    void endsInAResultOrATypedError(Class<?> target) throws Exception {
        assumeTrue(hasJazzer(), "Jazzer has no native part for this platform");
        Path corpus = Files.createDirectories(WORK.resolve(target.getSimpleName()));
        Path log = WORK.resolve(target.getSimpleName() + ".log");

        Process jazzer = new ProcessBuilder(command(target, corpus))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        jazzer.getOutputStream().close();
        boolean ended = jazzer.waitFor(PATIENCE_SECONDS + seconds(), TimeUnit.SECONDS);
        jazzer.destroyForcibly();

        String told = Files.readString(log);
        assertThat(ended).as("ends in time:%n%s", told).isTrue();
        assertThat(jazzer.exitValue()).as(told).isZero();
        // It did run what it was asked to.
        assertThat(told).contains("Instrumented " + target.getName()).containsPattern("Done \\d{4,} runs");
    }

    /** Seeds that are kept for a target are also run as they are: what was once found stays found. */
    @ParameterizedTest
    @ValueSource(
            classes = {
                OathAnswers.class,
                ManagementAnswers.class,
                OtpauthUris.class,
                Imports.class,
                Names.class,
                ScriptLines.class
            })
    void theSeedsPass(Class<?> target) throws Exception {
        List<Path> seeds = seeds(target);
        assertThat(seeds).as("seeds of %s", target.getSimpleName()).isNotEmpty();
        Method entry = target.getMethod("fuzzerTestOneInput", byte[].class);
        for (Path seed : seeds) {
            try {
                entry.invoke(null, (Object) Files.readAllBytes(seed));
            } catch (InvocationTargetException e) {
                throw new AssertionError(seed.toString(), e.getCause());
            }
        }
    }

    private static List<Path> seeds(Class<?> target) throws IOException {
        try (Stream<Path> files = Files.list(SEEDS.resolve(target.getSimpleName()))) {
            return files.sorted().toList();
        }
    }

    private static List<String> command(Class<?> target, Path corpus) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-cp",
                System.getProperty("java.class.path"),
                "com.code_intelligence.jazzer.Jazzer",
                "--target_class=" + target.getName(),
                "--instrumentation_includes=ykaws.**",
                "--reproducer_path=" + WORK,
                "-artifact_prefix=" + WORK + "/",
                "-timeout=10",
                "-rss_limit_mb=0"));
        command.addAll(
                seconds() > 0 ? List.of("-max_total_time=" + seconds()) : List.of("-runs=" + RUNS, "-seed=20260101"));
        command.add(corpus.toString());
        command.add(SEEDS.resolve(target.getSimpleName()).toString());
        return command;
    }

    private static int seconds() {
        return Integer.getInteger("ykaws.fuzz.seconds", 0);
    }

    private static boolean hasJazzer() {
        String arch = System.getProperty("os.arch");
        return System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("linux")
                && (arch.equals("amd64") || arch.equals("aarch64"));
    }
}
