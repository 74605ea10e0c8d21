package ykaws;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import ykaws.shell.Handoff;

/**
 * A {@code sandbox serve} of its own process, for a command that the launcher becomes: this JVM will be gone while that
 * command still talks to its AWS.
 */
record BackgroundServe(Path folder) {
    /** Starts one that ends with the process {@code lifetime}. */
    URI start(ProcessHandle lifetime) throws IOException {
        List<String> command = new ArrayList<>(Handoff.launcherCommand());
        command.addAll(List.of(
                "--sandbox=" + folder, "sandbox", "serve", "--for-pid", Long.toString(lifetime.pid()), "--quiet"));
        Process server = new ProcessBuilder(command)
                .redirectInput(ProcessBuilder.Redirect.from(new java.io.File("/dev/null")))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (BufferedReader answer =
                new BufferedReader(new InputStreamReader(server.getInputStream(), StandardCharsets.UTF_8))) {
            String endpoint = answer.readLine();
            if (endpoint == null) {
                throw new IOException("the local AWS did not start; see: ykaws --sandbox sandbox serve");
            }
            return URI.create(endpoint);
        }
    }
}
