package ykaws.sandbox.aws;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * AWS Signature Version 4, made anew from the request as it arrived. Source: IAM User Guide, "Create a signed AWS API
 * request".
 */
final class SignatureV4 {
    static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private SignatureV4() {}

    /** Whether the request was signed with this secret. */
    static boolean isBy(String secret, Credential credential, HttpCall call) {
        byte[] expected = signature(secret, credential, call).getBytes(UTF_8);
        return MessageDigest.isEqual(expected, credential.signature().getBytes(UTF_8));
    }

    private static String signature(String secret, Credential credential, HttpCall call) {
        Credential.Scope scope = credential.scope();
        String toSign = String.join(
                "\n",
                "AWS4-HMAC-SHA256",
                TIME.format(credential.time()),
                scope.text(),
                sha256(canonicalRequest(credential, call).getBytes(UTF_8)));
        byte[] key = hmac(("AWS4" + secret).getBytes(UTF_8), scope.date());
        key = hmac(key, scope.region());
        key = hmac(key, scope.service());
        key = hmac(key, "aws4_request");
        return HexFormat.of().formatHex(hmac(key, toSign));
    }

    private static String canonicalRequest(Credential credential, HttpCall call) {
        StringBuilder headers = new StringBuilder();
        for (String name : credential.signedHeaders()) {
            headers.append(name).append(':').append(canonicalHeader(call, name)).append('\n');
        }
        return String.join(
                "\n",
                call.method(),
                encode(call.target().path(), true),
                canonicalQuery(call.target().query()),
                headers.toString(),
                String.join(";", credential.signedHeaders()),
                sha256(call.body()));
    }

    private static String canonicalHeader(HttpCall call, String name) {
        List<String> values = new ArrayList<>();
        for (String value : call.headers().getOrDefault(name, List.of())) {
            values.add(value.strip().replaceAll(" +", " "));
        }
        return String.join(",", values);
    }

    private static String canonicalQuery(String query) {
        List<String> pairs = new ArrayList<>();
        for (String pair : query.split("&", -1)) {
            if (!pair.isEmpty()) {
                int equals = pair.indexOf('=');
                String name = equals < 0 ? pair : pair.substring(0, equals);
                String value = equals < 0 ? "" : pair.substring(equals + 1);
                pairs.add(encode(decoded(name), false) + "=" + encode(decoded(value), false));
            }
        }
        Collections.sort(pairs);
        return String.join("&", pairs);
    }

    private static String decoded(String text) {
        try {
            // In a query AWS takes a plus sign as itself.
            return URLDecoder.decode(text.replace("+", "%2B"), UTF_8);
        } catch (IllegalArgumentException e) {
            return text; // not percent-encoded properly: no signature fits it
        }
    }

    /** Percent-encodes all but RFC 3986's unreserved characters; a path that is already encoded, for the second time. */
    private static String encode(String text, boolean path) {
        StringBuilder out = new StringBuilder();
        for (byte b : text.getBytes(UTF_8)) {
            char c = (char) (b & 0xff);
            boolean plain = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
            if (plain || "-._~".indexOf(c) >= 0 || (path && c == '/')) {
                out.append(c);
            } else {
                out.append('%').append(HexFormat.of().withUpperCase().toHexDigits(b));
            }
        }
        return out.toString();
    }

    private static String sha256(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static byte[] hmac(byte[] key, String content) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(content.getBytes(UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HmacSHA256", e);
        }
    }

    /** A time in the form of {@code x-amz-date}. */
    static String text(Instant time) {
        return TIME.format(time);
    }
}
