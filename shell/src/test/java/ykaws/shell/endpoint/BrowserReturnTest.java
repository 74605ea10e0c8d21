package ykaws.shell.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import ykaws.oath.Secret;

/** A browser's way back from a sign-in. */
class BrowserReturnTest {
    private static final String PATH = "/oauth/callback";

    private static Http http(BrowserReturn back) {
        assertThat(back.address()).matches("http://127\\.0\\.0\\.1:\\d+" + PATH);
        return new Http(back.address().substring(0, back.address().length() - PATH.length()));
    }

    @Test
    void onlyTheFirstVisitWithTheStateCounts() throws Exception {
        BrowserReturn back = new BrowserReturn("s t");
        Http http = http(back);
        assertThat(Http.status(http.ask("GET", "/"))).isEqualTo(404);
        assertThat(Http.status(http.ask("POST", PATH + "?code=c&state=s+t"))).isEqualTo(405);
        assertThat(Http.status(http.ask("GET", PATH + "?code=evil&state=other")))
                .isEqualTo(400);
        assertThat(Http.status(http.ask("GET", PATH + "?code=evil"))).isEqualTo(400);
        assertThat(Http.status(http.ask("GET", PATH))).isEqualTo(400);
        assertThat(Http.status(
                        http.send("GET " + PATH + "?code=evil&state=s+t HTTP/1.1\r\nHost: evil.example\r\n\r\n")))
                .isEqualTo(404);
        assertThat(back.code(Duration.ZERO)).isEmpty();

        assertThat(http.ask("GET", PATH + "?state=s%20t&code=a%2Bb&code=evil"))
                .startsWith("HTTP/1.1 200 ")
                .contains("Signed in")
                .doesNotContain("a+b");
        assertThat(Http.status(http.ask("GET", PATH + "?code=later&state=s+t"))).isEqualTo(410);
        try (Secret code = back.code(Duration.ofSeconds(5)).orElseThrow()) {
            assertThat(code.<String>expose(bytes -> new String(bytes, StandardCharsets.UTF_8)))
                    .isEqualTo("a+b");
        }
        back.close();
        assertThat(catchThrowable(() -> http.ask("GET", PATH))).isInstanceOf(IOException.class);
    }

    @Test
    void aRefusalIsNoCode() throws Exception {
        try (BrowserReturn back = new BrowserReturn("state")) {
            assertThat(http(back).ask("GET", PATH + "?error=access_denied&state=state"))
                    .contains("Not signed in");
            assertThat(back.code(Duration.ofSeconds(5))).isEmpty();
        }
    }
}
