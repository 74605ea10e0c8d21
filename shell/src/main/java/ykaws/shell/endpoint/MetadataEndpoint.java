package ykaws.shell.endpoint;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import ykaws.aws.SessionCredentials;
import ykaws.oath.Secret;
import ykaws.shell.Json;

/**
 * The part of EC2's instance metadata service that SDKs ask for credentials and region, version 2 only (Amazon EC2 User
 * Guide, "Use the Instance Metadata Service"). It stands behind a path that only the endpoint's own variable names.
 */
final class MetadataEndpoint implements LoopbackServer.Handler {
    private static final String TTL = "x-aws-ec2-metadata-token-ttl-seconds";
    private static final int MAX_TTL = 21600;
    private static final String ROLES = "/latest/meta-data/iam/security-credentials";

    private final Doorman doorman;
    private final Secret prefix;
    private final MetadataTokens tokens;
    private final Instance instance;

    /**
     * What the emulated instance is.
     *
     * @param role the name under which the credentials are listed
     * @param region or null
     */
    record Instance(String role, @Nullable String region, CredentialFeed feed) {}

    /** @param prefix the secret path, {@code /} and 32 hexadecimal digits */
    MetadataEndpoint(Doorman doorman, Secret prefix, MetadataTokens tokens, Instance instance) {
        this.doorman = doorman;
        this.prefix = prefix;
        this.tokens = tokens;
        this.instance = instance;
    }

    @Override
    public HttpResponse answer(HttpRequest request) {
        Optional<HttpResponse> refusal = doorman.refusal(request);
        if (refusal.isPresent()) {
            return refusal.get();
        }
        int length = prefix.length();
        String path = request.path();
        byte[] given = path.substring(0, Math.min(length, path.length())).getBytes(UTF_8);
        if (!prefix.expose(known -> MessageDigest.isEqual(known, given))) {
            return HttpResponse.notFound();
        }
        // The Go SDK and others join the variable's slash and their own.
        String rest = path.substring(length).replaceFirst("^/+", "/");
        return rest.equals("/latest/api/token") ? token(request) : data(request, rest);
    }

    private HttpResponse token(HttpRequest request) {
        if (!request.method().equals("PUT")) {
            return HttpResponse.methodNotAllowed("PUT");
        }
        String ttl = request.header(TTL).orElse("");
        int seconds = ttl.matches("\\d{1,5}") ? Integer.parseInt(ttl) : 0;
        if (seconds < 1 || seconds > MAX_TTL) {
            return HttpResponse.error(400, "BadRequest", TTL + " must be 1 to " + MAX_TTL);
        }
        return new HttpResponse(
                200,
                Map.of("Content-Type", "text/plain", "X-Aws-Ec2-Metadata-Token-Ttl-Seconds", ttl),
                tokens.issue(Duration.ofSeconds(seconds)));
    }

    private HttpResponse data(HttpRequest request, String path) {
        if (!tokens.isGood(request.header("x-aws-ec2-metadata-token").orElse(""))) {
            return HttpResponse.error(
                    401, "Unauthorized", "version 2 only: a token of PUT /latest/api/token is missing");
        }
        if (!request.method().equals("GET")) {
            return HttpResponse.methodNotAllowed("GET");
        }
        if (path.equals(ROLES) || path.equals(ROLES + "/")) {
            return HttpResponse.text(instance.role);
        }
        if (path.equals(ROLES + "/" + instance.role)) {
            return credentials(instance.feed.offer());
        }
        String region = instance.region;
        if (region != null && path.equals("/latest/meta-data/placement/region")) {
            return HttpResponse.text(region);
        }
        if (region != null && path.matches("/latest/meta-data/placement/availability-zone/?")) {
            return HttpResponse.text(region + "a");
        }
        return HttpResponse.notFound();
    }

    private static HttpResponse credentials(CredentialFeed.Offer offer) {
        try (SessionCredentials credentials = offer.credentials()) {
            if (credentials == null) {
                return HttpResponse.error(503, "CredentialsNotAvailable", offer.message());
            }
            Json json = new Json().beginObject().field("Code", "Success");
            // Nobody uses it; a time that lies behind and has the right form.
            json.field(
                    "LastUpdated",
                    credentials.expiration().minus(Duration.ofDays(1)).toString());
            json.field("Type", "AWS-HMAC").field("AccessKeyId", credentials.accessKeyId());
            json.field("SecretAccessKey", CredentialFeed.text(credentials.secretAccessKey()));
            json.field("Token", CredentialFeed.text(credentials.sessionToken()));
            json.field("Expiration", credentials.expiration().toString());
            return HttpResponse.json(json.endObject().toString());
        }
    }
}
