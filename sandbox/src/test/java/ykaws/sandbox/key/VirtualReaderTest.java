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
 * <p>Runs where {@code YKAWS_TEST_VPCD} gives {@code HOST:PORT} of a vpcd reader ({@code 1}: the first one);
 * {@code YKAWS_TEST_VPCD_READER} gives that reader's name, if it is not vpcd's own. Where
 * {@code YKAWS_TEST_PCSC_REQUIRED} is {@code true} it may not be skipped.
 */
@Timeout(300)
class VirtualReaderTest {
    private static final String SECRET = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";

    @TempDir
    Path folder;

    private String host = VpcdClient.DEFAULT_HOST;
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
        String[] hostAndPort =
                ("1".equals(value) ? VpcdClient.DEFAULT_HOST + ":" + VpcdClient.DEFAULT_PORT : value).split(":", -1);
        host = hostAndPort[0];
        port = Integer.parseInt(hostAndPort[1]);
    }

    private SoftKeys attach(String firmware) throws IOException, InterruptedException {
        SoftKeys keys = TestKey.keys(folder, Wire.YUBIKEY, () -> true);
        keys.reset(firmware);
        plugIn(keys);
        return keys;
    }

    /** On return the reader has seen the card: it looks for one every 0.4 s. */
    private void plugIn(SoftKeys keys) throws IOException, InterruptedException {
        VpcdClient fresh = VpcdClient.attach(keys.keys().get(0), host, port);
        client = fresh;
        run = new FutureTask<>(() -> {
            fresh.run();
            return true;
        });
        new Thread(run).start();
        int exit = 1;
        String output = "";
        for (int tries = 0; tries < 20 && exit != 0; tries++) {
            Process info = start("oath", "info");
            output = new String(info.getInputStream().readAllBytes(), UTF_8);
            exit = info.waitFor();
        }
        assertThat(exit).as(output).isZero();
    }

    @AfterEach
    void unplug() throws Exception {
        if (client != null && run != null) {
            client.close();
            assertThat(run.get()).as("the loop ends without a failure").isTrue();
        }
    }

    private Process start(String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add("ykman");
        command.add("--reader");
        String name = System.getenv("YKAWS_TEST_VPCD_READER");
        command.add(name != null ? name : "Virtual PCD 00 %02d".formatted(port - VpcdClient.DEFAULT_PORT));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        return process;
    }

    /** Tried again where another program had the reader: then ykman has sent nothing yet. */
    private String ykman(String... arguments) throws IOException, InterruptedException {
        String output = "";
        int exit = 1;
        for (int tries = 0; tries < 5; tries++) {
            Process process = start(arguments);
            output = new String(process.getInputStream().readAllBytes(), UTF_8);
            exit = process.waitFor();
            if (!output.contains("Sharing violation")) {
                break;
            }
        }
        assertThat(exit).as("%s: %s", List.of(arguments), output).isZero();
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
