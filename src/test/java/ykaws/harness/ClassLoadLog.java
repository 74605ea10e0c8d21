package ykaws.harness;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The classes that a run of the program loaded, by the JVM's own log, written to a file so that stdout stays as it is.
 *
 * <pre>
 * ClassLoadLog log = ClassLoadLog.of(Program.ykaws(place), folder, "code", "dev");
 * log.outcome().expect(0);
 * log.loadsNothingOf("software.amazon.");
 * </pre>
 */
public record ClassLoadLog(Outcome outcome, Set<String> classes) {

    /** @param folder an empty one, for the logs: one per JVM that the run started */
    public static ClassLoadLog of(Program program, Path folder, String... arguments) {
        Outcome outcome = program.javaOption("-Xlog:class+load=info:file=" + folder + "/load-%p.log")
                .run(arguments);
        Set<String> classes = new LinkedHashSet<>();
        try (Stream<Path> logs = Files.list(folder)) {
            for (Path log : logs.sorted().toList()) {
                for (String line : Files.readAllLines(log)) {
                    int source = line.indexOf(" source: ");
                    if (source > 0) {
                        String entry = line.substring(0, source);
                        classes.add(entry.substring(entry.lastIndexOf(' ') + 1));
                    }
                }
            }
        } catch (IOException e) {
            throw new AssertionError("no class-load log", e);
        }
        ClassLoadLog log = new ClassLoadLog(outcome, classes);
        // Without this, a log that was never written would prove that nothing was loaded.
        log.loads("java.lang.Object");
        log.loads("ykaws.Main");
        return log;
    }

    /** Fails unless a class whose name begins so was loaded. */
    public void loads(String prefix) {
        if (classes.stream().noneMatch(name -> name.startsWith(prefix))) {
            throw new AssertionError("no class " + prefix + "... was loaded, of " + classes.size() + "; " + outcome);
        }
    }

    /** Fails if a class whose name begins so was loaded. */
    public void loadsNothingOf(String... prefixes) {
        List<String> found = new ArrayList<>();
        for (String name : classes) {
            for (String prefix : prefixes) {
                if (name.startsWith(prefix)) {
                    found.add(name);
                }
            }
        }
        if (!found.isEmpty()) {
            throw new AssertionError("loaded, and must not be: " + found);
        }
    }
}
