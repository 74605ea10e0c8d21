package ykaws.shell.endpoint;

import java.util.List;
import java.util.Optional;

/**
 * Turns away what no SDK on this machine sends: a request for another host's name, which is how a web page that rebinds
 * its own name to 127.0.0.1 gets here, one that came through a proxy, and one of a browser.
 */
final class Doorman {
    /** Of proxies; EC2's metadata service refuses the first one, too. */
    private static final List<String> PROXIED = List.of("x-forwarded-for", "x-forwarded-host", "forwarded", "via");
    /** Browsers set these themselves, and pages can't keep them from it (Fetch Metadata, W3C). */
    private static final List<String> OF_BROWSERS = List.of("origin", "sec-fetch-site", "sec-fetch-mode");

    private final List<String> hosts;

    Doorman(int port) {
        this.hosts = List.of("127.0.0.1:" + port, "localhost:" + port);
    }

    /** The refusal; empty for those who may come in. */
    Optional<HttpResponse> refusal(HttpRequest request) {
        if (!hosts.contains(request.header("host").orElse(""))) {
            return Optional.of(forbidden("the Host header does not name this endpoint"));
        }
        if (PROXIED.stream().anyMatch(request::has)) {
            return Optional.of(forbidden("requests through a proxy are not answered"));
        }
        if (OF_BROWSERS.stream().anyMatch(request::has)) {
            return Optional.of(forbidden("requests of browsers are not answered"));
        }
        return Optional.empty();
    }

    private static HttpResponse forbidden(String message) {
        return HttpResponse.error(403, "Forbidden", message);
    }
}
