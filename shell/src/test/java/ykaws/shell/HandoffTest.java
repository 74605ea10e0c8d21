package ykaws.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HandoffTest {
    @Test
    void setsUnsetsAndBecomesTheLaunchersOwnWords() {
        Map<String, String> set = new LinkedHashMap<>();
        set.put("A", "it's \"$x\"\n");

        assertThat(Handoff.script(new Handoff.Command(List.of("aws"), 3), set, List.of("B")))
                .isEqualTo("unset B\nexport A='it'\\''s \"$x\"\n'\nshift 3\nexec \"$@\"\n");
    }

    @Test
    void otherWordsAreQuoted() {
        assertThat(Handoff.script(new Handoff.Command(List.of("/bin/sh", "-c", "a'b"), -1), Map.of(), List.of()))
                .isEqualTo("exec '/bin/sh' '-c' 'a'\\''b'\n");
    }
}
