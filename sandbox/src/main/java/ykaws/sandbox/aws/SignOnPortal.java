package ykaws.sandbox.aws;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URLEncoder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import ykaws.sandbox.StateFolder;

/**
 * IAM Identity Center: the OIDC service, where a program registers and a person lets it in, and the portal, which gives
 * role credentials for the token. The person here lets everybody in, two seconds after they asked.
 *
 * <p>Source: IAM Identity Center OIDC API Reference (RegisterClient, StartDeviceAuthorization, CreateToken; its
 * authorize page as the AWS CLI opens it) and Portal
 * API Reference (GetRoleCredentials). Tokens say in clear text until when they hold: nothing here is secret.
 */
final class SignOnPortal {
    private static final String PERMISSION_SET = "Developer";
    private static final String ACCESS = "sandbox-access-";
    private static final String REFRESH = "sandbox-refresh";
    private static final String CLIENT = "sandbox-client";
    private static final String CODE = "sandbox-code-";
    private static final String DEVICE = "sandbox-device-";
    private static final Duration HESITATION = Duration.ofSeconds(2);
    private static final Duration SESSION = Duration.ofHours(8);

    private final StateFolder folder;
    private final InstantSource clock;

    SignOnPortal(StateFolder folder, InstantSource clock) {
        this.folder = folder;
        this.clock = clock;
    }

    /** Null if the request is for another service. */
    HttpListener.@Nullable Response answer(HttpCall call) throws IOException {
        String action = switch (call.target().path()) {
            case "/client/register" -> "RegisterClient";
            case "/device_authorization" -> "StartDeviceAuthorization";
            case "/authorize" -> "Authorize";
            case "/token" -> "CreateToken";
            case "/federation/credentials" -> "GetRoleCredentials";
            default -> "";
        };
        if (action.isEmpty()) {
            return null;
        }
        Instant now = clock.instant();
        return folder.locked(() -> {
            String outcome = "OK";
            HttpListener.Response response;
            try {
                response = action.equals("Authorize") ? sentBack(call) : json(200, answer(action, call, now), "");
            } catch (AwsRefusal e) {
                outcome = e.code();
                Map<String, Object> error = new LinkedHashMap<>();
                error.put("error", e.text());
                error.put("message", e.text());
                response = json(e.status(), error, e.code());
            }
            String agent = call.header("user-agent");
            String service = action.equals("GetRoleCredentials") ? "sso" : "sso-oidc";
            CallLog.append(folder, new CallLog(now, service, action, "-", outcome, agent == null ? "-" : agent));
            return response;
        });
    }

    private Map<String, Object> answer(String action, HttpCall call, Instant now) throws AwsRefusal, IOException {
        return switch (action) {
            case "RegisterClient" -> client(now);
            case "StartDeviceAuthorization" -> device(Tree.json(call.body()), now);
            case "CreateToken" -> token(Tree.json(call.body()), now);
            default -> credentials(call, now);
        };
    }

    private static Map<String, Object> client(Instant now) {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("clientId", CLIENT);
        answer.put("clientSecret", "sandbox-client-secret");
        answer.put("clientIdIssuedAt", now.getEpochSecond());
        answer.put("clientSecretExpiresAt", now.plus(Duration.ofDays(90)).getEpochSecond());
        return answer;
    }

    /** The person agrees at once. The code says what its token has to be asked with. */
    private HttpListener.Response sentBack(HttpCall call) throws AwsRefusal {
        Parameters query = new Parameters();
        query.addForm(call.target().query());
        String redirect = String.valueOf(query.raw("redirect_uri"));
        boolean whole = "code".equals(query.raw("response_type"))
                && CLIENT.equals(query.raw("client_id"))
                && "S256".equals(query.raw("code_challenge_method"))
                && "sso:account:access".equals(query.raw("scopes"))
                && query.raw("code_challenge") != null
                && query.raw("state") != null;
        if (!whole || !redirect.matches("http://127\\.0\\.0\\.1:\\d+/oauth/callback")) {
            throw new AwsRefusal(400, "InvalidRequestException", "invalid_request");
        }
        String code = CODE + query.raw("code_challenge") + "." + redirect.replaceAll("\\D", "");
        String state = URLEncoder.encode(String.valueOf(query.raw("state")), UTF_8);
        return new HttpListener.Response(302, Map.of("Location", redirect + "?code=" + code + "&state=" + state), "");
    }

    private static void checkCode(Map<String, Object> asked) throws AwsRefusal {
        String redirect = String.valueOf(asked.get("redirectUri"));
        String verifier = String.valueOf(asked.get("codeVerifier"));
        String challenge;
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(UTF_8));
            challenge = Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
        if (!(CODE + challenge + "." + redirect.replaceAll("\\D", "")).equals(asked.get("code"))) {
            throw new AwsRefusal(400, "InvalidGrantException", "invalid_grant");
        }
    }

    private static Map<String, Object> device(Map<String, Object> asked, Instant now) throws AwsRefusal {
        if (!(asked.get("startUrl") instanceof String url) || !url.startsWith("https://")) {
            throw new AwsRefusal(400, "InvalidRequestException", "invalid_request");
        }
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("deviceCode", DEVICE + now.toEpochMilli());
        answer.put("userCode", "SAND-BOXX");
        answer.put("verificationUri", url + "/device");
        answer.put("verificationUriComplete", url + "/device?user_code=SAND-BOXX");
        answer.put("expiresIn", 600L);
        answer.put("interval", 1L);
        return answer;
    }

    private static Map<String, Object> token(Map<String, Object> asked, Instant now) throws AwsRefusal {
        String grant = String.valueOf(asked.get("grantType"));
        if (grant.equals("refresh_token")) {
            if (!REFRESH.equals(asked.get("refreshToken"))) {
                throw new AwsRefusal(400, "InvalidGrantException", "invalid_grant");
            }
        } else if (grant.equals("authorization_code")) {
            checkCode(asked);
        } else if (grant.equals("urn:ietf:params:oauth:grant-type:device_code")) {
            Instant issued = Instant.ofEpochMilli(number(String.valueOf(asked.get("deviceCode")), DEVICE));
            if (now.isBefore(issued.plus(HESITATION))) {
                throw new AwsRefusal(400, "AuthorizationPendingException", "authorization_pending");
            }
        } else {
            throw new AwsRefusal(400, "UnsupportedGrantTypeException", "unsupported_grant_type");
        }
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("accessToken", ACCESS + now.plus(SESSION).toEpochMilli());
        answer.put("tokenType", "Bearer");
        answer.put("expiresIn", SESSION.toSeconds());
        answer.put("refreshToken", REFRESH);
        return answer;
    }

    private Map<String, Object> credentials(HttpCall call, Instant now) throws AwsRefusal, IOException {
        String bearer = call.header("x-amz-sso_bearer_token");
        if (bearer == null || now.toEpochMilli() >= number(bearer, ACCESS)) {
            throw new AwsRefusal(401, "UnauthorizedException", "Session token not found or invalid");
        }
        Parameters query = new Parameters();
        query.addForm(call.target().query());
        if (!LocalAws.ACCOUNT.equals(query.raw("account_id")) || !PERMISSION_SET.equals(query.raw("role_name"))) {
            throw new AwsRefusal(403, "ForbiddenException", "No access");
        }
        World world = World.load(folder, now);
        Session made = world.makeSession(
                new Session.Holder(Session.Origin.ROLE, FederatedRoles.SIGN_ON, "dev@sandbox.invalid", null),
                now.plus(Duration.ofHours(1)));
        world.save(folder, now);
        Map<String, Object> role = new LinkedHashMap<>();
        role.put("accessKeyId", made.key().accessKeyId());
        role.put("secretAccessKey", made.key().secretAccessKey());
        role.put("sessionToken", made.token());
        role.put("expiration", made.expires().toEpochMilli());
        return Map.of("roleCredentials", role);
    }

    private static long number(String token, String prefix) throws AwsRefusal {
        try {
            return token.startsWith(prefix) ? Long.parseLong(token.substring(prefix.length())) : 0;
        } catch (NumberFormatException e) {
            throw new AwsRefusal(400, "InvalidGrantException", "invalid_grant");
        }
    }

    private HttpListener.Response json(int status, Map<String, Object> tree, String error) throws IOException {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Content-Type", "application/json");
        headers.put("Date", LocalAws.date(clock.instant()));
        if (!error.isEmpty()) {
            headers.put("x-amzn-ErrorType", error);
        }
        return new HttpListener.Response(status, headers, new String(Tree.toJson(tree), UTF_8));
    }
}
