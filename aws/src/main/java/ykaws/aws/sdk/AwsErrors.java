package ykaws.aws.sdk;

import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import ykaws.aws.AwsException;
import ykaws.aws.AwsException.Kind;

/**
 * The SDK's exceptions in our terms. Theirs are not passed on as causes: they quote what AWS answered to a bad
 * signature, and that has the session token in it.
 */
final class AwsErrors {
    private static final int PROXY_AUTHENTICATION_REQUIRED = 407;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int LONGEST_MESSAGE = 1000;

    private final String action;
    private final URI endpoint;
    private final Duration readTimeout;

    AwsErrors(String action, URI endpoint, Duration readTimeout) {
        this.action = action;
        this.endpoint = endpoint;
        this.readTimeout = readTimeout;
    }

    AwsException of(SdkException e) {
        if (e instanceof AwsServiceException answered) {
            return answered(answered);
        }
        IOException cause = cause(e);
        return cause == null ? notAws() : unreachable(silence(cause), cause);
    }

    /** A success without what AWS always says: a captive portal, or a proxy's own page. */
    AwsException notAws() {
        return unreachable("gave an answer that is not AWS's", null);
    }

    private AwsException unreachable(String what, @Nullable IOException cause) {
        return new AwsException(
                Kind.UNREACHABLE,
                action,
                new AwsException.Answer(null, 0, endpoint.getHost() + " " + what, null),
                cause);
    }

    private AwsException answered(AwsServiceException e) {
        AwsErrorDetails details = e.awsErrorDetails();
        String code = details == null ? null : details.errorCode();
        Instant date = details == null ? null : date(details);
        if (code == null || code.isEmpty() || e.statusCode() == PROXY_AUTHENTICATION_REQUIRED) {
            // A proxy or a captive portal; AWS always says a code.
            String message = endpoint.getHost() + " gave HTTP " + e.statusCode() + ", which is not from AWS";
            return new AwsException(
                    Kind.UNREACHABLE, action, new AwsException.Answer(null, e.statusCode(), message, date), null);
        }
        String message = message(code, details.errorMessage());
        Kind kind = e.statusCode() == TOO_MANY_REQUESTS ? Kind.THROTTLED : kind(code, message);
        if (kind == Kind.CLOCK_SKEW) {
            message = "AWS says " + (date == null ? "" : "at " + date + " ") + "that this computer's clock is wrong: "
                    + message;
        }
        return new AwsException(kind, action, new AwsException.Answer(code, e.statusCode(), message, date), null);
    }

    /** AWS explains a bad signature by quoting the request, its session token included. */
    private static String message(String code, @Nullable String message) {
        if (message == null) {
            return "";
        }
        String text = message.strip();
        int quote = code.startsWith("SignatureDoesNotMatch") ? text.indexOf('\n') : -1;
        text = quote < 0 ? text : text.substring(0, quote).strip();
        int canonical = text.indexOf("The Canonical String");
        text = canonical < 0 ? text : text.substring(0, canonical).strip();
        return text.length() > LONGEST_MESSAGE ? text.substring(0, LONGEST_MESSAGE) : text;
    }

    /** Error codes of IAM and STS, with and without the suffix that some endpoints add. */
    private static Kind kind(String code, String message) {
        String name = code.endsWith("Exception") ? code.substring(0, code.length() - "Exception".length()) : code;
        return switch (name) {
            case "AccessDenied", "UnauthorizedOperation", "NotAuthorized", "Forbidden" -> denial(message);
            case "InvalidAuthenticationCode" -> Kind.INVALID_MFA_CODE;
            case "LimitExceeded" -> Kind.LIMIT;
            case "EntityAlreadyExists" -> Kind.EXISTS;
            case "NoSuchEntity" -> Kind.NO_SUCH_ENTITY;
            case "EntityTemporarilyUnmodifiable", "ConcurrentModification" -> Kind.TEMPORARILY_UNMODIFIABLE;
            case "DeleteConflict" -> Kind.DELETE_CONFLICT;
            case "SignatureDoesNotMatch", "InvalidSignature" -> signature(message);
            case "RequestExpired", "RequestTimeTooSkewed", "RequestInTheFuture" -> Kind.CLOCK_SKEW;
            case "InvalidClientTokenId",
                    "ExpiredToken",
                    "InvalidIdentityToken",
                    "Unauthorized",
                    "InvalidGrant",
                    "IncompleteSignature",
                    "MissingAuthenticationToken",
                    "UnrecognizedClient",
                    "InvalidAccessKeyId",
                    "AuthFailure" -> Kind.BAD_CREDENTIALS;
            case "Throttling", "Throttled", "TooManyRequests", "RequestLimitExceeded", "SlowDown" -> Kind.THROTTLED;
            default -> Kind.REFUSED;
        };
    }

    /** A signature of another time than AWS's looks like a wrong one, but for its words. */
    private static Kind signature(String message) {
        String text = message.toLowerCase(Locale.ROOT);
        boolean time = text.contains("signature expired") || text.contains("signature not yet current");
        return time ? Kind.CLOCK_SKEW : Kind.BAD_CREDENTIALS;
    }

    /** STS says in words only whether the code is wrong or the device is. */
    private static Kind denial(String message) {
        String text = message.toLowerCase(Locale.ROOT);
        if (text.contains("invalid mfa one time pass code")) {
            return Kind.INVALID_MFA_CODE;
        }
        return text.contains("unable to validate mfa code") ? Kind.UNKNOWN_MFA_DEVICE : Kind.DENIED;
    }

    private static @Nullable Instant date(AwsErrorDetails details) {
        // Only used to explain a wrong clock; without it there is no such explanation.
        return details.sdkHttpResponse() == null ? null : DateWatch.date(details.sdkHttpResponse());
    }

    private static @Nullable IOException cause(SdkException e) {
        IOException found = null;
        int depth = 0;
        for (Throwable at = e; at != null && depth < 10; at = at.getCause(), depth++) {
            if (at instanceof IOException io) {
                found = io;
            }
        }
        return found;
    }

    private String silence(IOException e) {
        if (e instanceof UnknownHostException) {
            return "is a name that cannot be looked up";
        }
        if (e instanceof SocketTimeoutException) {
            boolean connecting = e.getMessage() != null
                    && e.getMessage().toLowerCase(Locale.ROOT).contains("connect");
            return connecting ? "does not accept connections in time" : "gave no answer in " + seconds();
        }
        if (e instanceof ConnectException || e instanceof NoRouteToHostException) {
            return "does not accept connections (" + e.getMessage() + ")";
        }
        return e instanceof SSLException
                ? "failed the TLS handshake (" + e.getMessage() + ")"
                : "broke the connection (" + e.getMessage() + ")";
    }

    private String seconds() {
        return readTimeout.toMillis() < 1000 ? readTimeout.toMillis() + " ms" : readTimeout.toSeconds() + " s";
    }
}
