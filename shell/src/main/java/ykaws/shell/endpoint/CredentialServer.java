package ykaws.shell.endpoint;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.Closeable;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import ykaws.oath.Secret;

/** A running endpoint: its feeds, their refresher, and the server before them. */
public final class CredentialServer implements Closeable {
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final int TOKEN_BYTES = 32;
    private static final int PREFIX_BYTES = 16;

    private final LoopbackServer server;
    private final Secret secret;
    private final Map<String, CredentialFeed> feeds;
    private final Refresher refresher;

    /**
     * What is served: by path, in the order of the command line.
     *
     * @param port 0 for any free one
     * @param region for the metadata service, or null
     */
    public record Plan(
            int port,
            Map<String, CredentialSupply> paths,
            CredentialFeed.Clocks clocks,
            @Nullable String region) {}

    private interface Front {
        LoopbackServer.Handler of(Doorman doorman, CredentialServer server);
    }

    private CredentialServer(Plan plan, Secret secret, Front front) throws IOException {
        this.secret = secret;
        Semaphore calls = new Semaphore(0);
        Map<String, CredentialFeed> made = new LinkedHashMap<>();
        plan.paths.forEach((path, supply) -> made.put(path, new CredentialFeed(supply, plan.clocks, calls::release)));
        this.feeds = made;
        this.refresher = new Refresher(new ArrayList<>(made.values()), calls);
        // The port is known once the socket is open, and what answers needs it.
        LoopbackServer.Handler[] handler = new LoopbackServer.Handler[1];
        this.server = new LoopbackServer(plan.port, PATIENCE, request -> handler[0].answer(request));
        handler[0] = front.of(new Doorman(server.port()), this);
    }

    /** A container credentials endpoint with a token of its own. */
    public static CredentialServer container(Plan plan) throws IOException {
        Secret token = Secret.takeOver(Base64.getUrlEncoder().withoutPadding().encode(random(TOKEN_BYTES)));
        return new CredentialServer(
                plan, token, (doorman, server) -> new ContainerEndpoint(doorman, token, server.feeds));
    }

    /** EC2's metadata service for the one path of the plan, which is also the role's name. */
    public static CredentialServer metadata(Plan plan) throws IOException {
        Secret prefix = Secret.takeOver(("/" + HexFormat.of().formatHex(random(PREFIX_BYTES))).getBytes(US_ASCII));
        String role = plan.paths.keySet().iterator().next();
        return new CredentialServer(plan, prefix, (doorman, server) -> {
            MetadataEndpoint.Instance instance = new MetadataEndpoint.Instance(role, plan.region, server.feed(role));
            return new MetadataEndpoint(doorman, prefix, new MetadataTokens(plan.clocks.nanos()), instance);
        });
    }

    private CredentialFeed feed(String path) {
        CredentialFeed feed = feeds.get(path);
        if (feed == null) {
            throw new IllegalArgumentException("nothing is served at " + path);
        }
        return feed;
    }

    private static byte[] random(int length) {
        byte[] bytes = new byte[length];
        new SecureRandom().nextBytes(bytes);
        return bytes;
    }

    /** Fetches one path's first credentials on the caller's time, from where the person can be asked. */
    public void fetch(String path, CredentialSupply from) throws IOException {
        feed(path).fetch(from);
    }

    /** Answers from now on, and keeps what it serves fresh. */
    public void start() {
        server.start();
        refresher.start();
    }

    /** Such as {@code http://127.0.0.1:40123}. */
    public String origin() {
        return "http://127.0.0.1:" + server.port();
    }

    /** The paths that are served. */
    public List<String> paths() {
        return List.copyOf(feeds.keySet());
    }

    /** The token of a container endpoint; the secret path of a metadata service. */
    public String secret() {
        return CredentialFeed.text(secret);
    }

    @Override
    public void close() throws IOException {
        try {
            server.close();
        } finally {
            // In this order: a fetch that is given up for the end is nobody's trouble.
            feeds.values().forEach(CredentialFeed::close);
            refresher.close();
            secret.close();
        }
    }
}
