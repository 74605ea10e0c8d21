package ykaws.shell.jline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Real signals to this JVM and on to a child. WINCH, of which nobody dies who does not expect it. */
@DisabledOnOs(OS.WINDOWS)
class ForwardedSignalsTest {
    @Test
    void oneThatComesBeforeTheChildIsThereIsNotLost() throws Exception {
        try (ForwardedSignals signals = ForwardedSignals.install()) {
            String self = Long.toString(ProcessHandle.current().pid());
            assertThat(new ProcessBuilder("kill", "-WINCH", self).start().waitFor())
                    .isZero();
            Process child = new ProcessBuilder(
                            "sh", "-c", "trap 'exit 9' WINCH; echo ready; while :; do sleep 0.05; done")
                    .start();
            try {
                BufferedReader out =
                        new BufferedReader(new InputStreamReader(child.getInputStream(), StandardCharsets.UTF_8));
                assertThat(out.readLine()).isEqualTo("ready");
                signals.to(child.toHandle());
                assertThat(child.waitFor(1, TimeUnit.MINUTES)).isTrue();
                assertThat(child.exitValue()).isEqualTo(9);
            } finally {
                child.destroyForcibly();
            }
        }
    }
}
