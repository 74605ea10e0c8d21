package ykaws.shell.command;

import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import ykaws.aws.session.SecretFiles;

/** The endpoint's token in a file of its owner's alone, for AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE; gone at the end. */
final class TokenFile implements Closeable {
    private static final String START = "endpoint-";
    private static final String END = ".token";

    private final Path file;

    private TokenFile(Path file) {
        this.file = file;
    }

    /**
     * Writes it.
     *
     * @param folder made where it is missing; what killed servers left there is removed
     */
    static TokenFile write(Path folder, String token, SecretFiles files) throws IOException {
        files.folder(folder);
        sweep(folder);
        Path file = folder.resolve(
                START + ProcessHandle.current().pid() + "-" + Integer.toHexString(new SecureRandom().nextInt()) + END);
        files.replace(file, token.getBytes(StandardCharsets.US_ASCII));
        return new TokenFile(file);
    }

    private static void sweep(Path folder) throws IOException {
        try (DirectoryStream<Path> all = Files.newDirectoryStream(folder, START + "*" + END)) {
            for (Path each : all) {
                if (!isAlive(each.getFileName().toString())) {
                    Files.deleteIfExists(each);
                }
            }
        }
    }

    private static boolean isAlive(String name) {
        String pid = name.substring(START.length()).replaceFirst("-.*", "");
        return pid.matches("\\d{1,18}")
                && ProcessHandle.of(Long.parseLong(pid))
                        .map(ProcessHandle::isAlive)
                        .orElse(false);
    }

    Path path() {
        return file;
    }

    @Override
    public void close() throws IOException {
        Files.deleteIfExists(file);
    }
}
