package ykaws.shell.doctor;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Those in the folders of PATH, and in the system's own. */
public final class InstalledPrograms implements Programs {
    /** The AWS CLI takes a second or two. */
    private static final int PATIENCE_SECONDS = 10;

    private final List<String> folders;

    public InstalledPrograms(Map<String, String> environment) {
        List<String> all = new java.util.ArrayList<>(
                List.of(environment.getOrDefault("PATH", "").split(File.pathSeparator)));
        // Where services live; it is not on everybody's PATH.
        all.add("/usr/sbin");
        this.folders = List.copyOf(all);
    }

    private @Nullable Path find(String name) {
        for (String folder : folders) {
            Path file = folder.isEmpty() ? null : Path.of(folder, name);
            if (file != null && Files.isRegularFile(file) && Files.isExecutable(file)) {
                return file;
            }
        }
        return null;
    }

    @Override
    public boolean onPath(String name) {
        return find(name) != null;
    }

    @Override
    public Optional<String> firstLine(String... command) {
        Path program = find(command[0]);
        if (program == null) {
            return Optional.empty();
        }
        List<String> words = new java.util.ArrayList<>(List.of(command));
        words.set(0, program.toString());
        try {
            Process process = new ProcessBuilder(words)
                    .redirectErrorStream(true)
                    .redirectInput(ProcessBuilder.Redirect.from(nothing()))
                    .start();
            return line(process);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static File nothing() {
        return new File(File.separatorChar == '/' ? "/dev/null" : "NUL");
    }

    private static Optional<String> line(Process process) throws IOException {
        try (BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            boolean ended = process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
            return ended && process.exitValue() == 0 ? Optional.ofNullable(out.readLine()) : Optional.empty();
        } catch (InterruptedException e) {
            throw new java.io.InterruptedIOException("interrupted");
        } finally {
            process.destroy();
        }
    }
}
