package ykaws.sandbox.key;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The software key in a real pcscd, judged by a real ykman.
 *
 * <p>Runs where {@code YKAWS_TEST_VPCD} gives the port of a vpcd reader ({@code 1}: the first one's, 35963). Where
 * {@code YKAWS_TEST_PCSC_REQUIRED} is {@code true} it may not be skipped.
 */
@Timeout(300)
class VirtualReaderTest {
    private static final String SECRET = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";

    @TempDir
    Path folder;

    private int port;
    private @Nullable VpcdClient client;
    private @Nullable FutureTask<Boolean> run;

    @BeforeEach
    void needsAReader() {
        String value = System.getenv("YKAWS_TEST_VPCD");
        if (value == null && "true".equals(System.getenv("YKAWS_TEST_PCSC_REQUIRED"))) {
            fail("YKAWS_TEST_PCSC_REQUIRED is set, but YKAWS_TEST_VPCD names no virtual reader");
        }
        assumeTrue(value != null, "skipped: YKAWS_TEST_VPCD names no virtual reader");
        port = "1".equals(value) ? VpcdClient.DEFAULT_PORT : Integer.parseInt(String.valueOf(value));
    }

    private SoftKeys attach(String firmware) throws IOException {
        SoftKeys keys = TestKey.keys(folder, Wire.YUBIKEY, () -> true);
        keys.reset(firmware);
        plugIn(keys);
        return keys;
    }

    private void plugIn(SoftKeys keys) throws IOException {
        VpcdClient fresh = VpcdClient.attach(keys.keys().get(0), VpcdClient.DEFAULT_HOST, port);
        client = fresh;
        run = new FutureTask<>(() -> {
            fresh.run();
            return true;
        });
        new Thread(run).start();
    }

    @AfterEach
    void unplug() throws Exception {
        if (client != null && run != null) {
            client.close();
            assertThat(run.get()).as("the loop ends without a failure").isTrue();
        }
    }

    private String ykman(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add("ykman");
        command.add("--reader");
        command.add("Virtual PCD 00 %02d".formatted(port - VpcdClient.DEFAULT_PORT));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor()).as("%s: %s", command, output).isZero();
        return output;
    }

    @ParameterizedTest
    @CsvSource({"3.4.9", "4.2.8", "4.3.5", "5.4.3", "5.7.1"})
    void ykmanReadsAndWritesTheKey(String firmware) throws Exception {
        SoftKeys keys = attach(firmware);

        assertThat(ykman("info")).contains("Serial number: 12345678").contains("Firmware version: " + firmware);
        assertThat(ykman("oath", "accounts", "list")).isBlank();
        ykman("oath", "accounts", "add", "--oath-type", "HOTP", "counted", SECRET);
        ykman("oath", "accounts", "add", "arn:aws:iam::123456789012:mfa/dev", SECRET);
        assertThat(ykman("oath", "accounts", "code", "--single", "counted")).isEqualTo("755224\n");
        assertThat(ykman("oath", "accounts", "code", "--single", "counted")).isEqualTo("287082\n");
        assertThat(ykman("oath", "accounts", "list")).contains("counted").contains("arn:aws:iam::123456789012:mfa/dev");
        assertThat(keys.keys().get(0).summary().accounts())
                .containsExactly("counted", "arn:aws:iam::123456789012:mfa/dev");
        ykman("oath", "accounts", "delete", "--force", "counted");
        assertThat(keys.keys().get(0).summary().accounts()).containsExactly("arn:aws:iam::123456789012:mfa/dev");
    }

    @Test
    void ykmanTouchesRenamesAndLocks() throws Exception {
        SoftKeys keys = attach("5.7.1");
        SoftKey key = keys.keys().get(0);

        ykman("oath", "accounts", "add", "--touch", "--digits", "8", "touched", SECRET);
        assertThat(ykman("oath", "accounts", "code", "touched")).containsPattern("touched +\\d{8}");
        assertThat(key.summary().touches()).isEqualTo(1);
        ykman("oath", "accounts", "rename", "--force", "touched", "issuer:renamed");
        assertThat(key.summary().accounts()).containsExactly("issuer:renamed");
        ykman("oath", "access", "change", "--new-password", "swordfish");
        assertThat(key.summary().passwordSet()).isTrue();
        assertThat(ykman("oath", "accounts", "list", "--password", "swordfish")).contains("issuer:renamed");
        ykman("oath", "access", "change", "--password", "swordfish", "--clear");
        assertThat(key.summary().passwordSet()).isFalse();
        ykman("oath", "reset", "--force");
        assertThat(key.summary().accounts()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"5.7.1,64", "4.3.5,32"})
    void ykmanListsAFullKey(String firmware, int slots) throws Exception {
        SoftKeys keys = TestKey.keys(folder, Wire.YUBIKEY, () -> true);
        keys.reset(firmware);
        List<String> names = new ArrayList<>();
        try (var connection = keys.keys().get(0).connect()) {
            TestKey.send(connection, TestKey.SELECT_OATH);
            for (int i = 0; i < slots; i++) {
                names.add("account-%02d-%s".formatted(i, "x".repeat(50)));
                TestKey.send(connection, TestKey.put(names.get(i)));
            }
        }
        plugIn(keys);

        assertThat(ykman("oath", "accounts", "list").lines()).containsExactlyInAnyOrderElementsOf(names);
        assertThat(ykman("oath", "accounts", "code").lines()).hasSize(slots);
    }
}
