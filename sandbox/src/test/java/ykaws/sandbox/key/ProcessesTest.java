package ykaws.sandbox.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import ykaws.sandbox.StateFolder;

/** Two JVMs on one folder. */
@Timeout(120)
class ProcessesTest {
    @TempDir
    Path folder;

    /** The other process: connects, then writes accounts over and over, saying so, or waits to be told to end. */
    static final class Other {
        public static void main(String[] arguments) throws Exception {
            SoftKeys keys = TestKey.keys(Path.of(arguments[0]), Wire.YUBIKEY, () -> true);
            try (var connection = keys.keys().get(0).connect()) {
                TestKey.send(connection, TestKey.SELECT_OATH);
                say("connected");
                for (int i = 0; arguments[1].equals("write"); i++) {
                    TestKey.send(connection, TestKey.put("account-" + i % 20));
                    TestKey.send(connection, TestKey.delete("account-" + (i + 10) % 20));
                    say("wrote");
                }
                System.in.read();
            }
        }

        private static void say(String word) {
            System.out.println(word);
            System.out.flush();
        }
    }

    private Process start(String job) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Other.class.getName(),
                        folder.toString(),
                        job)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static BufferedReader output(Process process) {
        return new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    @Test
    void aKeyIsExclusiveBetweenProcesses() throws Exception {
        Process other = start("wait");
        try {
            assertThat(output(other).readLine()).isEqualTo("connected");
            assertThatThrownBy(() -> TestKey.in(folder)).isInstanceOf(KeyInUseException.class);
            SoftKeys keys = TestKey.keys(folder, Wire.YUBIKEY, TestKey.NO_TOUCH);
            assertThat(keys.keys().get(0).summary().apdus()).isEqualTo(1);
            keys.keys().get(1).connect().close();

            other.getOutputStream().close();
            assertThat(other.waitFor()).isZero();
            TestKey.in(folder).close();
        } finally {
            other.destroyForcibly();
        }
    }

    @Test
    void aKilledProcessLeavesAReadableKeyAndFreesIt() throws Exception {
        for (int round = 0; round < 4; round++) {
            Process other = start("write");
            try {
                BufferedReader said = output(other);
                assertThat(said.readLine()).isEqualTo("connected");
                for (int i = 0; i < 3 + 7 * round; i++) {
                    assertThat(said.readLine()).isEqualTo("wrote");
                }
            } finally {
                other.destroyForcibly().waitFor();
            }
            SoftKeys keys = SoftKeys.in(
                    new StateFolder(folder),
                    new SoftKeys.Settings(TestKey.NO_TOUCH, ProcessesTest::reallyWait, Wire.YUBIKEY));
            try (var connection = keys.keys().get(0).connect()) {
                assertThat(TestKey.send(connection, TestKey.SELECT_OATH)).endsWith("9000");
                assertThat(TestKey.send(connection, TestKey.put("after " + round)))
                        .isEqualTo("9000");
            }
            List<String> accounts = keys.keys().get(0).summary().accounts();
            assertThat(accounts).contains("after " + round).hasSizeLessThan(26).doesNotHaveDuplicates();
        }
    }

    private static void reallyWait(Duration time) throws InterruptedException {
        Thread.sleep(time.toMillis());
    }
}
