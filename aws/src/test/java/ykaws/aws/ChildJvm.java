package ykaws.aws;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Another process of ours, for what only shows between processes. */
public final class ChildJvm implements AutoCloseable {
    private final Process process;
    private final BufferedReader out;

    private ChildJvm(Process process) {
        this.process = process;
        this.out = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    public static ChildJvm start(Class<?> main, String... arguments) throws IOException {
        return start(List.of(), main, arguments);
    }

    public static ChildJvm start(List<String> flags, Class<?> main, String... arguments) throws IOException {
        return start(List.of(), flags, System.getProperty("java.class.path"), words(main, arguments));
    }

    /** As another user, by util-linux's setpriv; sees the compiled classes and nothing else. */
    public static ChildJvm asNobody(List<Path> classes, Class<?> main, String... arguments) throws IOException {
        List<String> setpriv = List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", "--no-new-privs");
        String path = String.join(
                File.pathSeparator, classes.stream().map(Path::toString).toList());
        return start(setpriv, List.of(), path, words(main, arguments));
    }

    private static List<String> words(Class<?> main, String... arguments) {
        List<String> words = new ArrayList<>(List.of(main.getName()));
        words.addAll(List.of(arguments));
        return words;
    }

    private static ChildJvm start(List<String> before, List<String> flags, String classPath, List<String> words)
            throws IOException {
        List<String> command = new ArrayList<>(before);
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx256m"));
        command.addAll(flags);
        command.addAll(List.of("-cp", classPath));
        command.addAll(words);
        return new ChildJvm(
                new ProcessBuilder(command).redirectErrorStream(true).start());
    }

    /** Its next line; null at its end. */
    public String line() throws IOException {
        return out.readLine();
    }

    public List<String> linesToTheEnd() throws IOException {
        List<String> lines = new ArrayList<>();
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            lines.add(line);
        }
        return lines;
    }

    public int exitCode() throws InterruptedException {
        return process.waitFor();
    }

    /** SIGKILL: no hook runs. */
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
