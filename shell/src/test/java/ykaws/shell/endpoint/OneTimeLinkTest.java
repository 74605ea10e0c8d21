package ykaws.shell.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A link that leads on once. */
class OneTimeLinkTest {
    private static final String TARGET = "https://signin.example/federation?SigninToken=secret";

    @Test
    void theFirstVisitorIsSentOnAndNobodyElse() throws Exception {
        OneTimeLink link = new OneTimeLink(TARGET);
        int path = link.address().indexOf('/', "http://".length());
        Http http = new Http(link.address().substring(0, path));
        String nonce = link.address().substring(path);
        assertThat(nonce).matches("/[0-9a-f]{32}");
        assertThat(Http.status(http.ask("GET", "/"))).isEqualTo(404);
        assertThat(Http.status(http.ask("GET", "/favicon.ico"))).isEqualTo(404);
        assertThat(Http.status(http.ask("HEAD", nonce))).isEqualTo(405);
        assertThat(Http.status(http.send("GET " + nonce + " HTTP/1.1\r\nHost: evil.example\r\n\r\n")))
                .isEqualTo(404);
        assertThat(link.awaitUse(Duration.ZERO)).isFalse();

        assertThat(http.ask("GET", nonce, "Sec-Fetch-Site: none"))
                .startsWith("HTTP/1.1 302 Found\r\n")
                .contains("\r\nLocation: " + TARGET + "\r\n")
                .contains("\r\nReferrer-Policy: no-referrer\r\n")
                .contains("\r\nCache-Control: no-store\r\n");
        assertThat(link.awaitUse(Duration.ZERO)).isTrue();
        assertThat(http.ask("GET", nonce)).startsWith("HTTP/1.1 410 ").doesNotContain("secret");
        link.close();
        assertThat(catchThrowable(() -> http.ask("GET", nonce))).isInstanceOf(IOException.class);
    }
}
