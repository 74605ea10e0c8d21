package ykaws.sandbox.aws;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A request as it came over the wire: what its signature was made of.
 *
 * @param headers by lower-case name
 * @param latin1Body the body's bytes, one character each, so that none is lost
 */
record HttpCall(String method, Target target, Map<String, List<String>> headers, String latin1Body) {
    private static final int MAX_BODY = 1 << 20;

    /** Path and query, still encoded. */
    record Target(String path, String query) {}

    static HttpCall read(HttpExchange exchange) throws IOException {
        Map<String, List<String>> headers = new TreeMap<>();
        exchange.getRequestHeaders().forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values));
        byte[] body = exchange.getRequestBody().readNBytes(MAX_BODY + 1);
        if (body.length > MAX_BODY) {
            throw new IOException("a request of more than " + MAX_BODY + " bytes");
        }
        String path = exchange.getRequestURI().getRawPath();
        String query = exchange.getRequestURI().getRawQuery();
        Target target = new Target(path == null || path.isEmpty() ? "/" : path, query == null ? "" : query);
        return new HttpCall(exchange.getRequestMethod(), target, headers, new String(body, ISO_8859_1));
    }

    byte[] body() {
        return latin1Body.getBytes(ISO_8859_1);
    }

    /** The only value of a header; null if it is absent. */
    @Nullable
    String header(String lowerCaseName) {
        List<String> values = headers.get(lowerCaseName);
        return values == null || values.isEmpty() ? null : String.join(",", values);
    }

    /** The parameters of the call: of the query, and of a form in the body. */
    Parameters parameters() {
        Parameters parameters = new Parameters();
        parameters.addForm(target.query);
        String type = header("content-type");
        if (type != null && type.toLowerCase(Locale.ROOT).startsWith("application/x-www-form-urlencoded")) {
            parameters.addForm(new String(body(), UTF_8));
        }
        return parameters;
    }
}
