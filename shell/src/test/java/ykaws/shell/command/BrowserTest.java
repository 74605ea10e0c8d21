package ykaws.shell.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The programs that are tried. */
class BrowserTest {
    private static final String ADDRESS = "http://127.0.0.1:4/n?a&b";

    @Test
    void theNamedOnesComeFirstEachWithTheAddressInItsPlace() {
        Browser browser = new Browser(Map.of("BROWSER", "firefox --new-window %s: w3m :"), "Linux");
        assertThat(browser.commands(ADDRESS))
                .containsExactly(
                        List.of("firefox", "--new-window", ADDRESS),
                        List.of("w3m", ADDRESS),
                        List.of("xdg-open", ADDRESS),
                        List.of("wslview", ADDRESS));
    }

    @Test
    void elsewhereThePlatformsOwn() {
        assertThat(new Browser(Map.of(), "Mac OS X").commands(ADDRESS)).containsExactly(List.of("open", ADDRESS));
        assertThat(new Browser(Map.of(), "Windows 11").commands(ADDRESS))
                .containsExactly(List.of("rundll32", "url.dll,FileProtocolHandler", ADDRESS));
    }

    @Test
    void withoutAnyItSaysSo() {
        assertThat(new Browser(Map.of("BROWSER", "/nonexistent/browser"), "Windows without its program").open(ADDRESS))
                .isFalse();
    }
}
