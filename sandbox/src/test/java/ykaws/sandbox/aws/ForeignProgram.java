package ykaws.sandbox.aws;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A program of somebody else's, run with nothing of the tester's own home, files or variables. */
record ForeignProgram(Path path, Path home, Map<String, String> variables) {
    private static final long PATIENCE_SECONDS = 120;

    /** How it ended, and what it printed. */
    record Ended(int code, String out, String err) {
        Map<String, Object> json() throws IOException {
            return Tree.json(out.getBytes(UTF_8));
        }
    }

    /** Every program of this name on PATH, first found first; links to one file counted once. */
    static List<Path> named(String name) throws IOException {
        List<Path> found = new ArrayList<>();
        List<Path> real = new ArrayList<>();
        for (String folder : String.valueOf(System.getenv("PATH")).split(File.pathSeparator, -1)) {
            Path candidate = Path.of(folder, name);
            if (Files.isExecutable(candidate) && !real.contains(candidate.toRealPath())) {
                real.add(candidate.toRealPath());
                found.add(candidate);
            }
        }
        return found;
    }

    ForeignProgram with(Requests.Keys keys, @Nullable String endpoint) {
        Map<String, String> more = new TreeMap<>(variables);
        more.put("AWS_ACCESS_KEY_ID", keys.id());
        more.put("AWS_SECRET_ACCESS_KEY", keys.secret());
        if (keys.token() != null) {
            more.put("AWS_SESSION_TOKEN", keys.token());
        }
        if (endpoint != null) {
            more.put("AWS_ENDPOINT_URL", endpoint);
        }
        return new ForeignProgram(path, home, more);
    }

    Ended run(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(path.toString()));
        command.addAll(List.of(arguments));
        Path out = Files.createTempFile(home, "out", ".txt");
        Path err = Files.createTempFile(home, "err", ".txt");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(home.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        Map<String, String> environment = builder.environment();
        environment.clear();
        environment.put("PATH", String.valueOf(System.getenv("PATH")));
        environment.put("HOME", home.toString());
        environment.put("AWS_CONFIG_FILE", home.resolve("config").toString());
        environment.put(
                "AWS_SHARED_CREDENTIALS_FILE", home.resolve("credentials").toString());
        environment.put("AWS_REGION", "eu-west-1");
        environment.put("AWS_DEFAULT_REGION", "eu-west-1");
        environment.put("AWS_EC2_METADATA_DISABLED", "true");
        environment.put("AWS_PAGER", "");
        environment.put("NO_PROXY", "127.0.0.1,localhost");
        environment.putAll(variables);
        Process process = builder.start();
        process.getOutputStream().close();
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IOException(command + " did not end: " + Files.readString(err));
        }
        return new Ended(process.exitValue(), Files.readString(out), Files.readString(err));
    }
}
