package ykaws.shell.endpoint;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.Map;
import ykaws.shell.Json;

/** An answer: status, headers, text. */
record HttpResponse(int status, Map<String, String> headers, String body) {
    private static final String JSON = "application/json";

    static HttpResponse json(String document) {
        return new HttpResponse(200, Map.of("Content-Type", JSON), document);
    }

    static HttpResponse text(String text) {
        return new HttpResponse(200, Map.of("Content-Type", "text/plain"), text);
    }

    /** In the form of the container credentials endpoint: {@code {"code","message"}}. */
    static HttpResponse error(int status, String code, String message) {
        String body = new Json()
                .beginObject()
                .field("code", code)
                .field("message", message)
                .endObject()
                .toString();
        return new HttpResponse(status, Map.of("Content-Type", JSON), body);
    }

    static HttpResponse methodNotAllowed(String allowed) {
        HttpResponse error = error(405, "MethodNotAllowed", "only " + allowed + " is answered here");
        return new HttpResponse(405, Map.of("Content-Type", JSON, "Allow", allowed), error.body);
    }

    static HttpResponse notFound() {
        return error(404, "NotFound", "nothing is served at this path");
    }

    /** As it goes over the wire; the caller wipes it. */
    byte[] bytes() {
        byte[] content = body.getBytes(UTF_8);
        StringBuilder head = new StringBuilder("HTTP/1.1 " + status + " " + reason(status) + "\r\n");
        headers.forEach(
                (name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
        head.append("Cache-Control: no-store\r\nX-Content-Type-Options: nosniff\r\n");
        head.append("Content-Length: ").append(content.length).append("\r\nConnection: close\r\n\r\n");
        byte[] start = head.toString().getBytes(US_ASCII);
        byte[] all = Arrays.copyOf(start, start.length + content.length);
        System.arraycopy(content, 0, all, start.length, content.length);
        Arrays.fill(content, (byte) 0);
        return all;
    }

    private static String reason(int status) {
        return switch (status) {
            case 200 -> "OK";
            case 302 -> "Found";
            case 400 -> "Bad Request";
            case 401 -> "Unauthorized";
            case 403 -> "Forbidden";
            case 404 -> "Not Found";
            case 405 -> "Method Not Allowed";
            case 410 -> "Gone";
            case 413 -> "Content Too Large";
            case 431 -> "Request Header Fields Too Large";
            case 503 -> "Service Unavailable";
            default -> "Status";
        };
    }
}
