package ykaws.sandbox.aws;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
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
    private static final int MAX_HEAD = 1 << 16;
    private static final int MAX_BODY = 1 << 20;

    /** Path and query, still encoded. */
    record Target(String path, String query) {
        static Target of(String text) {
            int mark = text.indexOf('?');
            return mark < 0 ? new Target(text, "") : new Target(text.substring(0, mark), text.substring(mark + 1));
        }
    }

    /** What came is no HTTP request that the sandbox can read. */
    static final class MalformedException extends IOException {
        private static final long serialVersionUID = 1L;

        MalformedException(String message) {
            super(message);
        }
    }

    /**
     * Reads one request.
     *
     * @param out where a client that asks whether to go on is told so
     */
    static HttpCall read(InputStream in, OutputStream out) throws IOException {
        List<String> lines = head(in);
        String[] first = lines.get(0).split(" ", -1);
        if (first.length != 3 || !first[1].startsWith("/") || !first[2].startsWith("HTTP/1.")) {
            throw new MalformedException("no HTTP/1 request line");
        }
        Map<String, List<String>> headers = new TreeMap<>();
        for (String line : lines.subList(1, lines.size())) {
            int colon = line.indexOf(':');
            if (colon <= 0) {
                throw new MalformedException("a header line without a name");
            }
            String name = line.substring(0, colon).toLowerCase(Locale.ROOT);
            headers.computeIfAbsent(name, any -> new ArrayList<>())
                    .add(line.substring(colon + 1).strip());
        }
        if (headers.getOrDefault("expect", List.of()).contains("100-continue")) {
            out.write("HTTP/1.1 100 Continue\r\n\r\n".getBytes(US_ASCII));
            out.flush();
        }
        String body = new String(body(in, headers), ISO_8859_1);
        return new HttpCall(first[0], Target.of(first[1]), headers, body);
    }

    /** The lines up to the empty one. */
    private static List<String> head(InputStream in) throws IOException {
        List<String> lines = new ArrayList<>();
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int read = 0; read < MAX_HEAD; read++) {
            int b = in.read();
            if (b < 0) {
                throw new EOFException("the client went away");
            }
            if (b != '\n') {
                line.write(b);
                continue;
            }
            String text = line.toString(UTF_8);
            line.reset();
            if (text.endsWith("\r")) {
                text = text.substring(0, text.length() - 1);
            }
            if (!text.isEmpty()) {
                lines.add(text);
            } else if (!lines.isEmpty()) {
                return lines;
            }
        }
        throw new MalformedException("headers of more than " + MAX_HEAD + " bytes");
    }

    private static byte[] body(InputStream in, Map<String, List<String>> headers) throws IOException {
        if (headers.containsKey("transfer-encoding")) {
            throw new MalformedException("the sandbox does not read transfer encodings; send Content-Length");
        }
        String length = String.join(",", headers.getOrDefault("content-length", List.of("0")));
        if (!length.matches("\\d{1,7}") || Integer.parseInt(length) > MAX_BODY) {
            throw new MalformedException("a body of " + length + " bytes");
        }
        byte[] body = in.readNBytes(Integer.parseInt(length));
        if (body.length < Integer.parseInt(length)) {
            throw new EOFException("the client went away");
        }
        return body;
    }

    byte[] body() {
        return latin1Body.getBytes(ISO_8859_1);
    }

    /** The values of a header, joined; null if it is absent. */
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
