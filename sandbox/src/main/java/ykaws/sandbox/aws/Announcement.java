package ykaws.sandbox.aws;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.net.URL;
import java.nio.file.Files;
import java.util.Optional;
import java.util.UUID;
import ykaws.sandbox.StateFolder;

/**
 * How processes that use one folder find a server that is already up: a file with its address and a word that only this
 * server knows, since after a crash the port may belong to somebody else.
 */
final class Announcement {
    private static final String FILE = "aws-endpoint";
    private static final int PATIENCE_MILLIS = 500;

    private final StateFolder folder;
    private final String line;
    private final String path;

    Announcement(StateFolder folder, int port) {
        this.folder = folder;
        this.path = "/ykaws-sandbox/" + UUID.randomUUID();
        this.line = "http://127.0.0.1:" + port + " " + path;
    }

    void publish() throws IOException {
        folder.locked(() -> {
            folder.write(FILE, line.getBytes(US_ASCII));
            return null;
        });
    }

    void withdraw() throws IOException {
        folder.locked(() -> {
            if (content(folder).equals(line)) {
                Files.deleteIfExists(folder.path().resolve(FILE));
            }
            return null;
        });
    }

    /** Whether this is another process's question whether this server is up; its word sent back is the answer. */
    boolean isAskedBy(HttpCall call) {
        return path.equals(call.target().path());
    }

    static Optional<URI> find(StateFolder folder) throws IOException {
        String[] parts = folder.locked(() -> content(folder)).split(" ", -1);
        if (parts.length != 2) {
            return Optional.empty();
        }
        URI endpoint = URI.create(parts[0]);
        return isUp(endpoint, parts[1]) ? Optional.of(endpoint) : Optional.empty();
    }

    private static boolean isUp(URI endpoint, String path) {
        try {
            URL question = endpoint.resolve(path).toURL();
            HttpURLConnection connection = (HttpURLConnection) question.openConnection(Proxy.NO_PROXY);
            connection.setConnectTimeout(PATIENCE_MILLIS);
            connection.setReadTimeout(PATIENCE_MILLIS);
            try (InputStream in = connection.getInputStream()) {
                return new String(in.readNBytes(path.length() + 1), US_ASCII).equals(path);
            }
        } catch (IOException e) {
            return false; // nobody there: the server was killed before it could withdraw
        }
    }

    private static String content(StateFolder folder) throws IOException {
        return new String(folder.read(FILE).orElse(new byte[0]), US_ASCII);
    }
}
