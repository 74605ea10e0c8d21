package ykaws.sandbox.aws;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.net.URLEncoder;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** Signs requests by hand, step by step as AWS's documentation of Signature Version 4 tells, and sends them. */
final class Requests {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    /** With what a request is signed. */
    record Keys(String id, String secret, @Nullable String token) {
        static Keys of(AccessKey key) {
            return new Keys(key.accessKeyId(), key.secretAccessKey(), null);
        }
    }

    /** What came back. */
    record Reply(int status, String body, Map<String, String> headers) {
        String code() {
            return status == 200 ? "OK" : value("Code");
        }

        String message() {
            return value("Message");
        }

        /** The text of the first element of this name. */
        String value(String element) {
            Matcher matcher = Pattern.compile("<" + element + ">([^<]*)</" + element + ">")
                    .matcher(body);
            return matcher.find()
                    ? matcher.group(1)
                            .replace("&quot;", "\"")
                            .replace("&lt;", "<")
                            .replace("&amp;", "&")
                    : "";
        }

        Keys session() {
            return new Keys(value("AccessKeyId"), value("SecretAccessKey"), value("SessionToken"));
        }
    }

    private final URI endpoint;
    private Keys keys;
    private Instant time;
    private String service = "sts";
    private String scopeDate = "";
    private String bodyAfterSigning = "";
    private String signedHeadersWithout = "";
    private boolean signed = true;

    Requests(URI endpoint, Keys keys, Instant time) {
        this.endpoint = endpoint;
        this.keys = keys;
        this.time = time;
    }

    Requests as(Keys other) {
        keys = other;
        return this;
    }

    Requests at(Instant other) {
        time = other;
        return this;
    }

    Requests service(String name) {
        service = name;
        return this;
    }

    Requests scopeDate(String date) {
        scopeDate = date;
        return this;
    }

    Requests thenSending(String body) {
        bodyAfterSigning = body;
        return this;
    }

    Requests withoutSigning(String header) {
        signedHeadersWithout = header;
        return this;
    }

    Requests unsigned() {
        signed = false;
        return this;
    }

    Reply iam(String action, String... namesAndValues) throws IOException {
        service = "iam";
        return post(form("2010-05-08", action, namesAndValues));
    }

    Reply sts(String action, String... namesAndValues) throws IOException {
        service = "sts";
        return post(form("2011-06-15", action, namesAndValues));
    }

    static String form(String version, String action, String... namesAndValues) {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("Action", action);
        form.put("Version", version);
        for (int i = 0; i < namesAndValues.length; i += 2) {
            form.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        StringBuilder body = new StringBuilder();
        form.forEach((name, value) -> body.append(body.isEmpty() ? "" : "&")
                .append(name)
                .append('=')
                .append(URLEncoder.encode(value, UTF_8)));
        return body.toString();
    }

    Reply post(String body) throws IOException {
        HttpURLConnection http = (HttpURLConnection) endpoint.toURL().openConnection(Proxy.NO_PROXY);
        http.setRequestMethod("POST");
        http.setDoOutput(true);
        Map<String, String> headers = new TreeMap<>();
        headers.put("content-type", "application/x-www-form-urlencoded; charset=utf-8");
        headers.put("x-amz-date", TIME.format(time));
        if (keys.token != null) {
            headers.put("x-amz-security-token", keys.token);
        }
        headers.forEach(http::setRequestProperty);
        http.setRequestProperty("User-Agent", "by-hand/1.0");
        headers.put("host", endpoint.getAuthority());
        headers.keySet().removeIf(signedHeadersWithout::equals);
        if (signed) {
            http.setRequestProperty("Authorization", authorization(headers, body));
        }
        http.getOutputStream().write((bodyAfterSigning.isEmpty() ? body : bodyAfterSigning).getBytes(UTF_8));
        int status = http.getResponseCode();
        try (var in = status < 400 ? http.getInputStream() : http.getErrorStream()) {
            Map<String, String> answered = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
            http.getHeaderFields().forEach((name, values) -> {
                if (name != null) {
                    answered.put(name, String.join(",", values));
                }
            });
            return new Reply(status, new String(in.readAllBytes(), UTF_8), answered);
        }
    }

    private String authorization(Map<String, String> headers, String body) {
        StringBuilder canonical = new StringBuilder("POST\n/\n\n");
        headers.forEach((name, value) ->
                canonical.append(name).append(':').append(value).append('\n'));
        String names = String.join(";", headers.keySet());
        canonical.append('\n').append(names).append('\n').append(sha256(body));
        String date = scopeDate.isEmpty() ? TIME.format(time).substring(0, 8) : scopeDate;
        String scope = date + "/eu-west-1/" + service + "/aws4_request";
        String toSign = "AWS4-HMAC-SHA256\n" + TIME.format(time) + "\n" + scope + "\n" + sha256(canonical.toString());
        byte[] key = ("AWS4" + keys.secret).getBytes(UTF_8);
        for (String part : new String[] {date, "eu-west-1", service, "aws4_request"}) {
            key = hmac("HmacSHA256", key, part.getBytes(UTF_8));
        }
        String signature = HexFormat.of().formatHex(hmac("HmacSHA256", key, toSign.getBytes(UTF_8)));
        return "AWS4-HMAC-SHA256 Credential=" + keys.id + "/" + scope + ", SignedHeaders=" + names + ", Signature="
                + signature;
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    static byte[] hmac(String algorithm, byte[] key, byte[] content) {
        try {
            Mac mac = Mac.getInstance(algorithm);
            mac.init(new SecretKeySpec(key, algorithm));
            return mac.doFinal(content);
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }
}
