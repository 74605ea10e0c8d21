package ykaws.aws.source;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import ykaws.aws.SessionCredentials;
import ykaws.aws.config.ConfigException;
import ykaws.aws.session.MachineService;
import ykaws.aws.session.Step;
import ykaws.oath.Secret;

/**
 * The credentials of the container or the EC2 instance that this runs on, asked as AWS's SDKs ask: never through a proxy,
 * without following a redirect, an instance by IMDSv2 only.
 *
 * <p>Source: AWS SDKs and Tools Reference Guide, "Container credential provider"; EC2 User Guide, "Use the Instance
 * Metadata Service".
 */
final class MachineCredentials {
    private static final int CONNECT_MILLIS = 2000;
    private static final int READ_MILLIS = 5000;
    private static final int LONGEST_ANSWER = 1 << 16;
    private static final String ROLES = "latest/meta-data/iam/security-credentials/";

    private final Map<String, String> environment;
    private final InstantSource clock;

    MachineCredentials(Map<String, String> environment, InstantSource clock) {
        this.environment = environment;
        this.clock = clock;
    }

    /** The caller closes them. */
    SessionCredentials get(Step.Machine step) throws ConfigException {
        MachineService service = step.service();
        CredentialDocument document = new CredentialDocument(clock, fault -> fault(service, "gives " + fault));
        try (Secret answer =
                service.kind() == MachineService.Kind.CONTAINER ? ofContainer(service) : ofInstance(service)) {
            return document.ofMachine(answer, step.duration());
        }
    }

    private Secret ofContainer(MachineService service) throws ConfigException {
        String token = environment.getOrDefault("AWS_CONTAINER_AUTHORIZATION_TOKEN", "");
        String file = environment.getOrDefault("AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE", "");
        if (!file.isEmpty()) {
            try {
                token = Files.readString(Path.of(file)).strip();
            } catch (IOException e) {
                throw fault(service, "takes the token of a file, " + file + ", that cannot be read");
            }
        }
        return ask(service, "GET", service.address(), token.isEmpty() ? null : Map.entry("Authorization", token));
    }

    private Secret ofInstance(MachineService service) throws ConfigException {
        URI base = URI.create(service.address() + (service.address().getPath().endsWith("/") ? "" : "/"));
        Map.Entry<String, String> token = Map.entry(
                "X-aws-ec2-metadata-token",
                line(ask(
                        service,
                        "PUT",
                        base.resolve("latest/api/token"),
                        Map.entry("X-aws-ec2-metadata-token-ttl-seconds", "60"))));
        String role = line(ask(service, "GET", base.resolve(ROLES), token));
        if (role.isEmpty()) {
            throw fault(service, "has no role for this instance");
        }
        String name = URLEncoder.encode(role, StandardCharsets.UTF_8).replace("+", "%20");
        return ask(service, "GET", base.resolve(ROLES + name), token);
    }

    private static String line(Secret answer) {
        try (answer) {
            String text = answer.expose(bytes -> new String(bytes, StandardCharsets.US_ASCII))
                    .strip();
            return text.lines().findFirst().orElse("");
        }
    }

    private static Secret ask(
            MachineService service, String method, URI address, Map.@Nullable Entry<String, String> header)
            throws ConfigException {
        try {
            HttpURLConnection connection = (HttpURLConnection) address.toURL().openConnection(Proxy.NO_PROXY);
            connection.setRequestMethod(method);
            connection.setConnectTimeout(CONNECT_MILLIS);
            connection.setReadTimeout(READ_MILLIS);
            connection.setInstanceFollowRedirects(false);
            connection.setUseCaches(false);
            if (method.equals("PUT")) {
                connection.setDoOutput(true);
                connection.setFixedLengthStreamingMode(0);
            }
            if (header != null) {
                connection.setRequestProperty(header.getKey(), header.getValue());
            }
            int status = connection.getResponseCode();
            if (status != HttpURLConnection.HTTP_OK) {
                connection.disconnect();
                throw fault(service, "answers with HTTP status " + status);
            }
            try (InputStream body = connection.getInputStream()) {
                return whole(body);
            }
        } catch (ConfigException e) {
            throw e;
        } catch (IOException | IllegalArgumentException e) {
            // The exception may name the address, which may hold a secret.
            throw fault(service, "does not answer");
        }
    }

    private static Secret whole(InputStream body) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        byte[] buffer = new byte[4096];
        for (int n = body.read(buffer); n >= 0; n = body.read(buffer)) {
            all.write(buffer, 0, n);
            if (all.size() > LONGEST_ANSWER) {
                throw new IOException("too much");
            }
        }
        Arrays.fill(buffer, (byte) 0);
        return Secret.takeOver(all.toByteArray());
    }

    private static ConfigException fault(MachineService service, String message) {
        return new ConfigException(
                ConfigException.Kind.SOURCE_FAILED,
                "credential_source: the service at " + service.address().getAuthority() + " " + message,
                service.place());
    }
}
