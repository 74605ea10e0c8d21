package ykaws.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is run for a notification: the text never is part of a script or of an option. */
class DesktopNotificationTest {
    private static final String EVIL = "--help\" $(touch x); <b>'&amp;'</b> `id`";

    private static DesktopNotification.Call call(String os) {
        return new DesktopNotification(Map.of(), os).call(EVIL);
    }

    @Test
    void onLinuxItIsTheLastArgumentWithItsMarkupEscaped() {
        List<String> command = call("Linux").command();
        assertThat(command.get(0)).isEqualTo("notify-send");
        assertThat(command.subList(command.size() - 3, command.size()))
                .containsExactly("--", "ykaws", "--help\" $(touch x); &lt;b&gt;'&amp;amp;'&lt;/b&gt; `id`");
    }

    @Test
    void onMacItIsAnArgumentOfTheScript() {
        List<String> command = call("Mac OS X").command();
        assertThat(command.subList(command.size() - 2, command.size())).containsExactly("--", EVIL);
        assertThat(command.subList(0, command.size() - 1)).noneMatch(word -> word.contains("touch x"));
    }

    @Test
    void onWindowsItIsTheInputOfTheScript() {
        DesktopNotification.Call call = call("Windows 11");
        assertThat(call.input()).isEqualTo(EVIL);
        assertThat(call.command()).noneMatch(word -> word.contains("touch x"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Linux", "FreeBSD"})
    void withoutASessionBusNothingIsStarted(String os) {
        assertThat(new DesktopNotification(Map.of("XDG_RUNTIME_DIR", "/nonexistent"), os).show("text"))
                .isFalse();
    }
}
