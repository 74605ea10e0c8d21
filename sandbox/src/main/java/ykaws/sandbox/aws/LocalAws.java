package ykaws.sandbox.aws;

import java.io.Closeable;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import ykaws.sandbox.StateFolder;

/** Skeleton: the signatures stand, the answers follow. */
public final class LocalAws implements Closeable {
    /** The account of the sandbox, the one that AWS's own documents use. */
    public static final String ACCOUNT = "123456789012";

    private final URI endpoint = URI.create("http://127.0.0.1:1");

    private LocalAws() {}

    /** Starts to serve on the loopback interface. */
    public static LocalAws start(StateFolder folder, LocalAwsSettings settings) throws IOException {
        if (folder.path().isAbsolute() && settings.port() >= 0) {
            throw new IOException("the local AWS is not built yet");
        }
        return new LocalAws();
    }

    /** The endpoint of a local AWS that another process announced for this folder, if it still answers. */
    public static Optional<URI> running(StateFolder folder) throws IOException {
        return folder.read("none").map(b -> URI.create("http://127.0.0.1:1"));
    }

    /** Lets other processes that use this folder find this server, until it is closed. */
    public void announce() throws IOException {}

    /** Where it listens; one endpoint serves IAM and STS. */
    public URI endpoint() {
        return endpoint;
    }

    /** The access key of user {@code dev}; made on first use, the same ever after. */
    public AccessKey devKey() throws IOException {
        return new AccessKey("", "");
    }

    /** The access key of user {@code admin}; made on first use, the same ever after. */
    public AccessKey adminKey() throws IOException {
        return new AccessKey("", "");
    }

    @Override
    public void close() {}
}
