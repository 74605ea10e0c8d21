package ykaws.shell.endpoint;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What an SDK sends: a short head, and no body worth reading (RFC 9112, as far as these clients use it).
 *
 * @param path decoded, without the query; compared as a whole and never walked, so that {@code ..} leads nowhere
 * @param query as it came; empty without one
 * @param headers by lower-case name
 */
record HttpRequest(String method, String path, String query, Map<String, List<String>> headers) {
    private static final int MAX_HEAD = 8192;
    private static final int MAX_BODY = 1024;

    /** What came is no request that is answered. */
    static final class MalformedException extends IOException {
        private static final long serialVersionUID = 1L;

        private final int status;

        MalformedException(int status, String message) {
            super(message);
            this.status = status;
        }

        int status() {
            return status;
        }
    }

    /** The only value of a header; empty if it is absent or given several times. */
    Optional<String> header(String lowerCaseName) {
        List<String> values = headers.getOrDefault(lowerCaseName, List.of());
        return values.size() == 1 ? Optional.of(values.get(0)) : Optional.empty();
    }

    boolean has(String lowerCaseName) {
        return headers.containsKey(lowerCaseName);
    }

    /**
     * Reads one request with its body, which is thrown away.
     *
     * @throws MalformedException for what is too long, or not HTTP/1
     */
    static HttpRequest read(InputStream in) throws IOException {
        List<String> lines = head(in);
        String[] first = lines.get(0).split(" ", -1);
        if (first.length != 3 || !first[1].startsWith("/") || !first[2].matches("HTTP/1\\.[01]")) {
            throw new MalformedException(400, "no HTTP/1 request");
        }
        Map<String, List<String>> headers = new TreeMap<>();
        for (String line : lines.subList(1, lines.size())) {
            int colon = line.indexOf(':');
            if (colon <= 0 || line.charAt(colon - 1) == ' ' || line.charAt(0) == ' ' || line.charAt(0) == '\t') {
                throw new MalformedException(400, "a header line without a name");
            }
            String name = line.substring(0, colon).toLowerCase(Locale.ROOT);
            headers.computeIfAbsent(name, any -> new ArrayList<>())
                    .add(line.substring(colon + 1).strip());
        }
        skipBody(in, headers);
        int mark = first[1].indexOf('?');
        String query = mark < 0 ? "" : first[1].substring(mark + 1);
        return new HttpRequest(first[0], path(first[1]), query, headers);
    }

    private static List<String> head(InputStream in) throws IOException {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (int read = 0; read < MAX_HEAD; read++) {
            int b = in.read();
            if (b < 0) {
                throw new EOFException("the client went away");
            }
            if (b != '\n') {
                line.append((char) b);
                continue;
            }
            int length = line.length();
            String text =
                    length > 0 && line.charAt(length - 1) == '\r' ? line.substring(0, length - 1) : line.toString();
            line.setLength(0);
            if (!text.isEmpty()) {
                lines.add(text);
            } else if (!lines.isEmpty()) {
                return lines;
            }
        }
        throw new MalformedException(431, "a head of more than " + MAX_HEAD + " bytes");
    }

    private static void skipBody(InputStream in, Map<String, List<String>> headers) throws IOException {
        if (headers.containsKey("transfer-encoding")) {
            throw new MalformedException(400, "no transfer encoding is read here");
        }
        String length = String.join(",", headers.getOrDefault("content-length", List.of("0")));
        if (!length.matches("\\d{1,4}") || Integer.parseInt(length) > MAX_BODY) {
            throw new MalformedException(413, "a body of " + (length.length() > 20 ? "many" : length) + " bytes");
        }
        in.readNBytes(Integer.parseInt(length));
    }

    private static String path(String target) throws MalformedException {
        int mark = target.indexOf('?');
        byte[] raw = (mark < 0 ? target : target.substring(0, mark)).getBytes(ISO_8859_1);
        ByteArrayOutputStream decoded = new ByteArrayOutputStream(raw.length);
        for (int i = 0; i < raw.length; i++) {
            if (raw[i] != '%') {
                decoded.write(raw[i]);
                continue;
            }
            int high = i + 2 < raw.length ? Character.digit(raw[i + 1], 16) : -1;
            int low = high < 0 ? -1 : Character.digit(raw[i + 2], 16);
            if (low < 0) {
                throw new MalformedException(400, "a path that is not encoded as it should be");
            }
            decoded.write(high << 4 | low);
            i += 2;
        }
        return decoded.toString(UTF_8);
    }
}
