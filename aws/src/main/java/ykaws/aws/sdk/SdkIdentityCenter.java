package ykaws.aws.sdk;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sso.SsoClient;
import software.amazon.awssdk.services.sso.endpoints.SsoEndpointProvider;
import software.amazon.awssdk.services.sso.model.RoleCredentials;
import software.amazon.awssdk.services.ssooidc.SsoOidcClient;
import software.amazon.awssdk.services.ssooidc.endpoints.SsoOidcEndpointProvider;
import software.amazon.awssdk.services.ssooidc.model.CreateTokenRequest;
import software.amazon.awssdk.services.ssooidc.model.CreateTokenResponse;
import software.amazon.awssdk.services.ssooidc.model.RegisterClientResponse;
import software.amazon.awssdk.services.ssooidc.model.StartDeviceAuthorizationResponse;
import ykaws.aws.AwsException;
import ykaws.aws.IdentityCenter;
import ykaws.aws.SessionCredentials;
import ykaws.oath.Secret;

/** IAM Identity Center. */
final class SdkIdentityCenter implements IdentityCenter {
    private static final String DEVICE_GRANT = "urn:ietf:params:oauth:grant-type:device_code";
    private static final String REFRESH_GRANT = "refresh_token";
    private static final String CODE_GRANT = "authorization_code";
    /** The service compares without the port. */
    private static final String REDIRECT = "http://127.0.0.1/oauth/callback";

    private static final Duration USUAL_INTERVAL = Duration.ofSeconds(5);

    private final Connection connection;
    private final String region;
    private final InstantSource clock;
    private final Calls signIn;
    private final Calls portal;
    private final URI signInPlace;
    private final URI portalPlace;

    /** @param given instead of AWS's own endpoints, or null */
    SdkIdentityCenter(Connection connection, String region, @Nullable URI given, InstantSource clock) {
        this.connection = connection;
        this.region = region;
        this.clock = clock;
        this.signInPlace = given == null ? signInEndpoint(region) : given;
        this.portalPlace = given == null ? portalEndpoint(region) : given;
        this.signIn = new Calls("sso-oauth", signInPlace, connection.readTimeout());
        this.portal = new Calls("sso", portalPlace, connection.readTimeout());
    }

    private static URI signInEndpoint(String region) {
        return SsoOidcEndpointProvider.defaultProvider()
                .resolveEndpoint(
                        asked -> asked.region(Region.of(region)).useFips(false).useDualStack(false))
                .join()
                .endpointUrl()
                .toUri();
    }

    private static URI portalEndpoint(String region) {
        return SsoEndpointProvider.defaultProvider()
                .resolveEndpoint(
                        asked -> asked.region(Region.of(region)).useFips(false).useDualStack(false))
                .join()
                .endpointUrl()
                .toUri();
    }

    private SsoOidcClient signInClient() throws AwsException {
        return connection.client(SsoOidcClient.builder(), new Connection.Place(signInPlace, region), false);
    }

    @Override
    public Client register(List<String> scopes) throws AwsException {
        return signIn.interruptible("RegisterClient", () -> {
            RegisterClientResponse made = signInClient()
                    .registerClient(asked ->
                            asked.clientName("ykaws").clientType("public").scopes(scopes.isEmpty() ? null : scopes));
            return client(made);
        });
    }

    @Override
    public Client registerForBrowser(List<String> scopes, String startUrl) throws AwsException {
        return signIn.interruptible("RegisterClient", () -> {
            RegisterClientResponse made = signInClient()
                    .registerClient(asked -> asked.clientName("ykaws")
                            .clientType("public")
                            .scopes(scopes.isEmpty() ? null : scopes)
                            .grantTypes(CODE_GRANT, REFRESH_GRANT)
                            .redirectUris(REDIRECT)
                            .issuerUrl(startUrl));
            return client(made);
        });
    }

    private Client client(RegisterClientResponse made) throws AwsException {
        return new Client(
                signIn.present("RegisterClient", made.clientId()),
                SdkCredentials.secret(made.clientSecret()),
                Instant.ofEpochSecond(made.clientSecretExpiresAt()));
    }

    @Override
    public String authorizationPage(Client client, BrowserGrant grant, List<String> scopes) {
        String place = signInPlace.toString();
        return (place.endsWith("/") ? place : place + "/") + "authorize?response_type=code"
                + parameter("client_id", client.id())
                + parameter("redirect_uri", grant.redirect())
                + parameter("state", grant.state())
                + parameter("code_challenge_method", "S256")
                + parameter("scopes", String.join(" ", scopes))
                + parameter("code_challenge", grant.verifier().expose(SdkIdentityCenter::challenge));
    }

    private static String parameter(String name, String value) {
        return "&" + name + "="
                + URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** RFC 7636, 4.2. */
    private static String challenge(byte[] verifier) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(verifier);
            return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    @Override
    public Token createToken(Client client, BrowserGrant grant) throws AwsException {
        return token(CreateTokenRequest.builder()
                .clientId(client.id())
                .clientSecret(text(client.secret()))
                .grantType(CODE_GRANT)
                .redirectUri(grant.redirect())
                .codeVerifier(text(grant.verifier()))
                .code(text(grant.code().orElseThrow()))
                .build());
    }

    @Override
    public DeviceCode startDeviceAuthorization(Client client, String startUrl) throws AwsException {
        String secret = text(client.secret());
        return signIn.interruptible("StartDeviceAuthorization", () -> {
            StartDeviceAuthorizationResponse made = signInClient()
                    .startDeviceAuthorization(asked ->
                            asked.clientId(client.id()).clientSecret(secret).startUrl(startUrl));
            String code = signIn.present("StartDeviceAuthorization", made.deviceCode());
            String page =
                    made.verificationUriComplete() == null ? made.verificationUri() : made.verificationUriComplete();
            return new DeviceCode(
                    SdkCredentials.secret(code),
                    made.userCode(),
                    page,
                    clock.instant().plusSeconds(made.expiresIn()),
                    made.interval() == null ? USUAL_INTERVAL : Duration.ofSeconds(made.interval()));
        });
    }

    @Override
    public Optional<Token> createToken(Client client, DeviceCode code) throws AwsException {
        String secret = text(client.secret());
        String device = text(code.code());
        try {
            return Optional.of(token(CreateTokenRequest.builder()
                    .clientId(client.id())
                    .clientSecret(secret)
                    .grantType(DEVICE_GRANT)
                    .deviceCode(device)
                    .build()));
        } catch (AwsException e) {
            String error = e.errorCode() == null ? "" : e.errorCode();
            if (error.startsWith("AuthorizationPending") || error.startsWith("SlowDown")) {
                return Optional.empty();
            }
            throw e;
        }
    }

    @Override
    public Token refreshToken(Client client, Secret refreshToken) throws AwsException {
        return token(CreateTokenRequest.builder()
                .clientId(client.id())
                .clientSecret(text(client.secret()))
                .grantType(REFRESH_GRANT)
                .refreshToken(text(refreshToken))
                .build());
    }

    private Token token(CreateTokenRequest request) throws AwsException {
        return signIn.interruptible("CreateToken", () -> {
            CreateTokenResponse made = signInClient().createToken(request);
            String access = signIn.present("CreateToken", made.accessToken());
            return new Token(
                    SdkCredentials.secret(access),
                    made.refreshToken() == null ? null : SdkCredentials.secret(made.refreshToken()),
                    clock.instant().plusSeconds(made.expiresIn()));
        });
    }

    @Override
    public SessionCredentials roleCredentials(Secret accessToken, String accountId, String roleName)
            throws AwsException {
        String token = text(accessToken);
        return portal.interruptible("GetRoleCredentials", () -> {
            SsoClient client = connection.client(SsoClient.builder(), new Connection.Place(portalPlace, region), true);
            RoleCredentials made = client.getRoleCredentials(asked ->
                            asked.accessToken(token).accountId(accountId).roleName(roleName))
                    .roleCredentials();
            return new SessionCredentials(
                    portal.present("GetRoleCredentials", made).accessKeyId(),
                    SdkCredentials.secret(made.secretAccessKey()),
                    SdkCredentials.secret(made.sessionToken()),
                    Instant.ofEpochMilli(made.expiration()),
                    accountId);
        });
    }

    private static String text(Secret secret) {
        return secret.expose(bytes -> new String(bytes, StandardCharsets.UTF_8));
    }
}
