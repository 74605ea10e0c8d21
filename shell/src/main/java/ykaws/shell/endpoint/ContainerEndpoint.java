package ykaws.shell.endpoint;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.util.Map;
import java.util.Optional;
import ykaws.aws.SessionCredentials;
import ykaws.oath.Secret;
import ykaws.shell.Json;

/**
 * The container credentials endpoint, as Amazon ECS and EKS have it (AWS SDKs and Tools Reference, "Container credential
 * provider"): one document for each path, for those who know the token.
 */
final class ContainerEndpoint implements LoopbackServer.Handler {
    private final Doorman doorman;
    private final Secret token;
    private final Map<String, CredentialFeed> paths;

    /** @param paths what is served, by decoded path */
    ContainerEndpoint(Doorman doorman, Secret token, Map<String, CredentialFeed> paths) {
        this.doorman = doorman;
        this.token = token;
        this.paths = Map.copyOf(paths);
    }

    @Override
    public HttpResponse answer(HttpRequest request) {
        Optional<HttpResponse> refusal = doorman.refusal(request);
        if (refusal.isPresent()) {
            return refusal.get();
        }
        byte[] given = request.header("authorization").orElse("").getBytes(UTF_8);
        if (!token.expose(known -> MessageDigest.isEqual(known, given))) {
            return HttpResponse.error(403, "AccessDenied", "the Authorization header is not this endpoint's token");
        }
        if (!request.method().equals("GET")) {
            return HttpResponse.methodNotAllowed("GET");
        }
        CredentialFeed feed = paths.get(request.path());
        return feed == null ? HttpResponse.notFound() : document(feed.offer());
    }

    private static HttpResponse document(CredentialFeed.Offer offer) {
        try (SessionCredentials credentials = offer.credentials()) {
            if (credentials == null) {
                return HttpResponse.error(503, "CredentialsNotAvailable", offer.message());
            }
            Json json = new Json().beginObject();
            json.field("AccessKeyId", credentials.accessKeyId());
            json.field("SecretAccessKey", CredentialFeed.text(credentials.secretAccessKey()));
            json.field("Token", CredentialFeed.text(credentials.sessionToken()));
            json.field("Expiration", credentials.expiration().toString());
            if (credentials.accountId() != null) {
                json.field("AccountId", credentials.accountId());
            }
            return HttpResponse.json(json.endObject().toString());
        }
    }
}
