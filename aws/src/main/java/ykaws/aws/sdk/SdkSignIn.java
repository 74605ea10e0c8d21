package ykaws.aws.sdk;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import ykaws.aws.AwsException;
import ykaws.aws.AwsException.Kind;
import ykaws.aws.SessionCredentials;
import ykaws.aws.SignIn;
import ykaws.oath.Secret;

/** The sign-in service, which is no API of the SDK's. By POST: a URL would leave the credentials in a proxy's log. */
final class SdkSignIn implements SignIn {
    private static final String ACTION = "signin:getSigninToken";
    private static final int LONGEST = 1 << 16;
    /** The whole answer is an object of this one member. */
    private static final Pattern TOKEN =
            Pattern.compile("\\{\\s*\"SigninToken\"\\s*:\\s*\"([!#-\\[\\]-~]+)\"\\s*}\\s*");

    private final URI endpoint;
    private final @Nullable Path caBundle;
    private final SdkClients.Timeouts timeouts;

    SdkSignIn(URI endpoint, @Nullable Path caBundle, SdkClients.Timeouts timeouts) {
        this.endpoint = endpoint;
        this.caBundle = caBundle;
        this.timeouts = timeouts;
    }

    @Override
    public String token(SessionCredentials session, @Nullable Duration duration) throws AwsException {
        String form = "Action=getSigninToken"
                + (duration == null ? "" : "&SessionDuration=" + duration.toSeconds())
                + "&Session=" + URLEncoder.encode(json(session), UTF_8);
        try (SdkHttpClient http = Transport.to(endpoint, caBundle, timeouts)) {
            HttpExecuteResponse answer =
                    http.prepareRequest(request(form.getBytes(US_ASCII))).call();
            return token(answer);
        } catch (AwsException e) {
            throw e;
        } catch (IOException e) {
            throw new AwsException(
                    Kind.UNREACHABLE,
                    ACTION,
                    new AwsException.Answer(null, 0, endpoint.getHost() + " gave no answer: " + e.getMessage(), null),
                    e);
        }
    }

    private HttpExecuteRequest request(byte[] form) {
        SdkHttpRequest head = SdkHttpRequest.builder()
                .method(SdkHttpMethod.POST)
                .uri(endpoint)
                .putHeader("Content-Type", "application/x-www-form-urlencoded")
                .putHeader("Content-Length", Integer.toString(form.length))
                .putHeader("User-Agent", "ykaws")
                .build();
        return HttpExecuteRequest.builder()
                .request(head)
                .contentStreamProvider(() -> new ByteArrayInputStream(form))
                .build();
    }

    private String token(HttpExecuteResponse answer) throws IOException {
        int status = answer.httpResponse().statusCode();
        String body = "";
        AbortableInputStream content = answer.responseBody().orElse(null);
        if (content != null) {
            try (InputStream in = content) {
                body = new String(in.readNBytes(LONGEST), UTF_8);
            }
        }
        Matcher token = TOKEN.matcher(body);
        if (status == 200 && token.matches()) {
            return token.group(1);
        }
        // It explains nothing, in a page for people.
        String message = status == 400
                ? "the sign-in service refuses these credentials (HTTP 400)"
                : endpoint.getHost() + " gave HTTP " + status + " and no token";
        throw new AwsException(Kind.REFUSED, ACTION, new AwsException.Answer(null, status, message, null), null);
    }

    private static String json(SessionCredentials session) {
        return "{\"sessionId\":\"" + plain(session.accessKeyId()) + "\",\"sessionKey\":\""
                + plain(text(session.secretAccessKey())) + "\",\"sessionToken\":\""
                + plain(text(session.sessionToken())) + "\"}";
    }

    private static String text(Secret secret) {
        return secret.expose(bytes -> new String(bytes, US_ASCII));
    }

    /** Credentials are of base64's letters: nothing to escape. Anything else is none. */
    private static String plain(String text) {
        if (text.chars().anyMatch(c -> c <= ' ' || c > '~' || c == '"' || c == '\\')) {
            throw new IllegalArgumentException("credentials with characters that AWS does not use");
        }
        return text;
    }
}
