package ykaws.harness;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A program run in a {@link Place}: by default ykaws itself, by its launcher, without a terminal.
 *
 * <p>Input and output are files, so that what the program leaves running in the background cannot hold the test up.
 */
public final class Program {
    /** Far more than any needs: a machine that is busy with other builds is no reason to fail. */
    public static final Duration PATIENCE = Duration.ofMinutes(3);

    private final Place place;
    private final List<String> command;
    private final Map<String, String> environment;
    private byte @Nullable [] input;

    private Program(Place place, List<String> command) {
        this.place = place;
        this.command = command;
        this.environment = new LinkedHashMap<>(place.environment());
    }

    /** ykaws. */
    public static Program ykaws(Place place) {
        return new Program(place, List.of(Launcher.path().toString()));
    }

    /** Any other command; the arguments of {@link #run} follow its words. */
    public static Program of(Place place, String... command) {
        return new Program(place, List.of(command));
    }

    public Program env(String name, String value) {
        environment.put(name, value);
        return this;
    }

    public Program unset(String name) {
        environment.remove(name);
        return this;
    }

    /** Adds to the options of the program's JVM. */
    public Program javaOption(String option) {
        environment.merge("YKAWS_JAVA_OPTIONS", option, (former, added) -> former + " " + added);
        return this;
    }

    public Program stdin(String text) {
        return stdin(text.getBytes(StandardCharsets.UTF_8));
    }

    public Program stdin(byte[] bytes) {
        input = bytes.clone();
        return this;
    }

    /** Its environment as it will be. */
    public Map<String, String> environment() {
        return Map.copyOf(environment);
    }

    Place place() {
        return place;
    }

    List<String> command(String... arguments) {
        List<String> words = new ArrayList<>(command);
        words.addAll(List.of(arguments));
        return words;
    }

    /** Runs it to its end. */
    public Outcome run(String... arguments) {
        try (Running running = start(arguments)) {
            return running.await();
        }
    }

    /** Starts it. */
    public Running start(String... arguments) {
        try {
            Path io = Files.createTempDirectory("ykaws-io-");
            ProcessBuilder builder = new ProcessBuilder(command(arguments))
                    .directory(place.work().toFile())
                    .redirectOutput(io.resolve("out").toFile())
                    .redirectError(io.resolve("err").toFile());
            if (input == null) {
                builder.redirectInput(Path.of("/dev/null").toFile());
            } else {
                Path file = Files.write(io.resolve("in"), input);
                builder.redirectInput(file.toFile());
            }
            builder.environment().clear();
            builder.environment().putAll(environment);
            return new Running(builder.start(), io);
        } catch (IOException e) {
            throw new AssertionError("cannot start " + command, e);
        }
    }

    /** A program that has been started. Closing ends it, if it still runs. */
    public record Running(Process process, Path io) implements AutoCloseable {
        public long pid() {
            return process.pid();
        }

        /** What it has printed so far. */
        public String outSoFar() {
            return new String(read("out"), StandardCharsets.UTF_8);
        }

        /** What it has printed to stderr so far. */
        public String errSoFar() {
            return new String(read("err"), StandardCharsets.UTF_8);
        }

        /** Waits until it has printed a text. */
        public void expect(String text) {
            Waiting.until(() -> outSoFar().contains(text), () -> "'" + text + "' on stdout; so far: " + soFar());
        }

        /** Waits for its end. */
        public Outcome await() {
            try {
                if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                    throw new AssertionError("still running after " + PATIENCE + "; so far: " + soFar());
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AssertionError("interrupted", e);
            }
            return new Outcome(process.exitValue(), read("out"), read("err"));
        }

        private String soFar() {
            return new Outcome(-1, read("out"), read("err")).toString();
        }

        private byte[] read(String name) {
            try {
                return Files.readAllBytes(io.resolve(name));
            } catch (IOException e) {
                throw new AssertionError("cannot read " + name, e);
            }
        }

        @Override
        public void close() {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
            for (String name : new String[] {"in", "out", "err", "."}) {
                try {
                    Files.deleteIfExists(io.resolve(name).normalize());
                } catch (IOException e) {
                    throw new AssertionError("cannot remove " + io, e);
                }
            }
        }
    }
}
