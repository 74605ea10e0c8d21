package ykaws.shell.command;

import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import ykaws.aws.session.SessionRequest;
import ykaws.shell.Folders;
import ykaws.shell.Invocation;
import ykaws.shell.endpoint.CredentialFeed;
import ykaws.shell.endpoint.CredentialServer;
import ykaws.shell.endpoint.CredentialSupply;

/** The credentials endpoint of {@code exec --server}, {@code exec --ec2} and {@code serve}, with all that belongs to it. */
final class ServedEndpoint implements Closeable {
    private final Invocation invocation;
    private final ServerPlan plan;
    private final HeldKeys keys;
    private final CredentialServer server;
    private final @Nullable TokenFile tokenFile;
    private final Thread atTheEnd = new Thread(this::removeToken, "end of the endpoint");

    private ServedEndpoint(Invocation invocation, ServerPlan plan, HeldKeys keys, CredentialServer server)
            throws IOException {
        this.invocation = invocation;
        this.plan = plan;
        this.keys = keys;
        this.server = server;
        this.tokenFile = plan.options().ec2 ? null : tokenFile(invocation, plan, server);
        Runtime.getRuntime().addShutdownHook(atTheEnd);
    }

    /**
     * Opens it and, unless it is to be lazy, gets the first credentials, for which the person may be asked.
     *
     * @param aside the same line, for the work beside it
     */
    static ServedEndpoint open(Invocation invocation, Invocation aside, ServerPlan plan) throws IOException {
        HeldKeys keys = new HeldKeys(plan.aws().keys()::keys);
        AwsAccess asideAws = new AwsAccess(aside);
        Map<String, CredentialSupply> supplies = new LinkedHashMap<>();
        plan.requests()
                .forEach((path, request) -> supplies.put(
                        path,
                        new ProfileSupply(
                                aside,
                                asideAws,
                                new ProfileSupply.Wanted(request, SessionOptions.keyCodes(aside, request)),
                                keys)));
        CredentialFeed.Clocks clocks =
                new CredentialFeed.Clocks(invocation.app().clock(), System::nanoTime);
        CredentialServer.Plan wanted = new CredentialServer.Plan(plan.port(), supplies, clocks, plan.region());
        CredentialServer server =
                plan.options().ec2 ? CredentialServer.metadata(wanted) : CredentialServer.container(wanted);
        ServedEndpoint endpoint = null;
        try {
            fetch(invocation, plan, keys, server);
            endpoint = new ServedEndpoint(invocation, plan, keys, server);
            server.start();
            return endpoint;
        } finally {
            if (endpoint == null) {
                server.close();
                keys.close();
            }
        }
    }

    private static void fetch(Invocation invocation, ServerPlan plan, HeldKeys keys, CredentialServer server)
            throws IOException {
        for (Map.Entry<String, SessionRequest> each : plan.requests().entrySet()) {
            SessionRequest request = each.getValue();
            if (plan.options().lazy) {
                // The vault at least is unlocked while there is somebody to ask.
                if (request.keys().stored()) {
                    keys.keys(request.keys().profile()).close();
                }
            } else {
                ProfileSupply.Wanted wanted =
                        new ProfileSupply.Wanted(request, plan.session().codes(invocation, request));
                server.fetch(each.getKey(), new ProfileSupply(invocation, plan.aws(), wanted, keys));
            }
        }
    }

    private static TokenFile tokenFile(Invocation invocation, ServerPlan plan, CredentialServer server)
            throws IOException {
        Folders folders = invocation.world().folders();
        Path folder = folders.runtime() == null ? folders.state() : folders.runtime();
        return TokenFile.write(folder, server.secret(), plan.aws().secretFiles());
    }

    CredentialServer server() {
        return server;
    }

    String uri(String path) {
        return server.origin() + encoded(path);
    }

    /** What points an SDK to one path; the first of the plan is what a child gets. */
    Map<String, String> variables(String path) {
        Map<String, String> variables = new LinkedHashMap<>();
        if (tokenFile == null) {
            variables.put("AWS_EC2_METADATA_SERVICE_ENDPOINT", server.origin() + server.secret() + "/");
            variables.put("AWS_EC2_METADATA_V1_DISABLED", "true");
            // botocore asks the metadata service through the proxy if there is one.
            withoutProxy(variables);
        } else {
            variables.put("AWS_CONTAINER_CREDENTIALS_FULL_URI", uri(path));
            variables.put("AWS_CONTAINER_AUTHORIZATION_TOKEN", server.secret());
            variables.put(
                    "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE", tokenFile.path().toString());
        }
        return variables;
    }

    private void withoutProxy(Map<String, String> variables) {
        Map<String, String> environment = invocation.app().environment();
        if (environment.containsKey("HTTP_PROXY") || environment.containsKey("http_proxy")) {
            for (String name : List.of("NO_PROXY", "no_proxy")) {
                String before = environment.getOrDefault(name, "");
                variables.put(name, before + (before.isEmpty() ? "" : ",") + "127.0.0.1,localhost");
            }
        }
    }

    @Nullable
    Path tokenPath() {
        return tokenFile == null ? null : tokenFile.path();
    }

    ServerPlan plan() {
        return plan;
    }

    /** As SDKs send it: what is not a letter, a digit or one of the path's own signs is percent-encoded (RFC 3986). */
    private static String encoded(String path) {
        StringBuilder text = new StringBuilder();
        for (byte b : path.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xFF);
            boolean plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
            if (plain || "/:-._~@,=+".indexOf(c) >= 0) {
                text.append(c);
            } else {
                text.append(String.format("%%%02X", (int) c));
            }
        }
        return text.toString();
    }

    private void removeToken() {
        try {
            if (tokenFile != null) {
                tokenFile.close();
            }
        } catch (IOException e) {
            // The token dies with this process; an unused name is all that stays.
            return;
        }
    }

    /** All credentials that were served so far are wiped. */
    @Override
    public void close() throws IOException {
        try {
            Runtime.getRuntime().removeShutdownHook(atTheEnd);
            removeToken();
        } catch (IllegalStateException e) {
            // The process ends already, and the hook has its turn.
            return;
        } finally {
            try {
                server.close();
            } finally {
                keys.close();
            }
        }
    }
}
