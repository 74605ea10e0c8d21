package ykaws.sandbox.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.yubico.yubikit.core.Transport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import ykaws.sandbox.StateFolder;

/** What is kept, and for whom. */
class SoftKeysTest {
    @TempDir
    Path folder;

    private SoftKeys keys() throws IOException {
        return TestKey.keys(folder, Wire.YUBIKEY, () -> true);
    }

    @Test
    void everythingIsKeptForTheNextConnection() throws IOException {
        String salt;
        try (TestKey key = TestKey.with(folder, Wire.YUBIKEY, () -> true)) {
            salt = key.ok(TestKey.SELECT_OATH);
            key.ok(TestKey.put("first", "2106" + "31".repeat(20), "7802"));
            key.ok(TestKey.put("Zwölf:ü", "2208" + "32".repeat(20), ""));
            key.ok(TestKey.calculate("first", "01"));
            key.ok(TestKey.setCode("00112233445566778899AABBCCDDEEFF"));
        }
        try (TestKey key = TestKey.in(folder)) {
            String answer = key.ok(TestKey.SELECT_OATH);
            assertThat(answer).startsWith(salt).contains("7408");
            assertThat(key.send(TestKey.LIST)).isEqualTo("6982");
            key.ok(TestKey.validate("00112233445566778899AABBCCDDEEFF", answer.substring(34, 50), "01".repeat(8)));
            assertThat(key.ok(TestKey.LIST))
                    .isEqualTo(TestKey.tlv("72", "21" + TestKey.name("first").substring(4))
                            + TestKey.tlv("72", "22" + TestKey.name("Zwölf:ü").substring(4)));
        }
        assertThat(keys().keys().get(0).summary())
                .isEqualTo(new KeySummary(12345678, "5.7.1", List.of("first", "Zwölf:ü"), true, 1, 9));
        assertThat(keys().keys().get(1).summary()).isEqualTo(new KeySummary(23456789, "5.7.1", List.of(), false, 0, 0));
    }

    @Test
    void theLogNamesCommandsAndNoData() throws IOException {
        try (TestKey key = TestKey.in(folder)) {
            key.selectOath();
            key.ok(TestKey.put("a", "2106" + "5EC2E700".repeat(5), ""));
            key.send(TestKey.calculate("missing", "01"));
            key.ok("00A40001" + "03" + "740101");
            key.send("00");

            assertThat(key.key.apdus())
                    .extracting(ApduLog.Entry::command, ApduLog.Entry::sw)
                    .containsExactly(
                            org.assertj.core.groups.Tuple.tuple("SELECT", 0x9000),
                            org.assertj.core.groups.Tuple.tuple("PUT", 0x9000),
                            org.assertj.core.groups.Tuple.tuple("CALCULATE", 0x6984),
                            org.assertj.core.groups.Tuple.tuple("CALCULATE ALL", 0x9000),
                            org.assertj.core.groups.Tuple.tuple("00", 0x6700));
        }
        assertThat(Files.readString(folder.resolve("key-12345678.apdus")))
                .isEqualTo("A4 04 9000 00\n01 00 9000 00\nA2 00 6984 00\nA4 00 9000 00\n00 00 6700 00\n");
        assertThat(Files.readString(folder.resolve("key-12345678.state"))).containsIgnoringCase("5ec2e700");
    }

    @Test
    void filesAreTheOwnersAlone() throws IOException {
        try (TestKey key = TestKey.in(folder.resolve("new"))) {
            key.selectOath();
            key.ok(TestKey.put("a"));
        }
        try (var files = Files.list(folder.resolve("new"))) {
            assertThat(files.toList())
                    .hasSizeGreaterThanOrEqualTo(4)
                    .allSatisfy(file -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                            .isEqualTo("rw-------"));
        }
    }

    @Test
    void resetMakesBothKeysAnew() throws IOException {
        try (TestKey key = TestKey.in(folder)) {
            key.selectOath();
            key.ok(TestKey.put("a"));
        }
        SoftKeys keys = keys();
        keys.keys().get(1).setOathEnabled(false);

        keys.reset("4.3.5");

        assertThat(keys.keys().get(0).summary()).isEqualTo(new KeySummary(12345678, "4.3.5", List.of(), false, 0, 0));
        assertThat(keys.keys().get(1).firmware()).isEqualTo("4.3.5");
        try (var backup = keys.keys().get(1).connect()) {
            assertThat(TestKey.send(backup, TestKey.SELECT_OATH)).endsWith("9000");
        }
    }

    @Test
    void aKeyIsExclusiveAlsoWithinOneProcess() throws IOException {
        List<Duration> pauses = new ArrayList<>();
        SoftKeys patient = SoftKeys.in(
                new StateFolder(folder), new SoftKeys.Settings(TestKey.NO_TOUCH, pauses::add, Wire.YUBIKEY));
        SoftKey key = patient.keys().get(0);
        try (TestKey first = TestKey.in(folder)) {
            assertThatThrownBy(key::connect)
                    .isInstanceOfSatisfying(
                            KeyInUseException.class, e -> assertThat(e.serial()).isEqualTo(12345678));
            assertThat(pauses).hasSize(10).containsOnly(Duration.ofMillis(50));
            assertThatThrownBy(() -> patient.reset("5.4.3")).isInstanceOf(KeyInUseException.class);
            assertThatThrownBy(() -> key.setOathEnabled(false)).isInstanceOf(KeyInUseException.class);
            first.selectOath();
        }
        key.connect().close();
        assertThat(key.firmware()).isEqualTo("5.7.1");
    }

    @Test
    void itIsFreeAsSoonAsTheOtherLetsGo() throws IOException {
        TestKey first = TestKey.in(folder);
        SoftKeys patient = SoftKeys.in(
                new StateFolder(folder),
                new SoftKeys.Settings(
                        TestKey.NO_TOUCH,
                        time -> {
                            try {
                                first.close();
                            } catch (IOException e) {
                                throw new AssertionError(e);
                            }
                        },
                        Wire.YUBIKEY));

        patient.keys().get(0).connect().close();
    }

    @Test
    void aClosedConnectionSaysSoAndClosesTwice() throws IOException {
        TestKey key = TestKey.in(folder);
        key.close();
        key.close();

        assertThatThrownBy(() -> key.send(TestKey.SELECT_OATH))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("closed");
    }

    @Test
    void theConnectionLooksLikeAUsbReader() throws IOException {
        try (TestKey key = TestKey.in(folder)) {
            assertThat(key.connection.getTransport()).isEqualTo(Transport.USB);
            assertThat(key.connection.isExtendedLengthApduSupported()).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "nonsense",
                "firmware 5.7.1\n",
                "firmware 9.9.9\noath enabled\ntouches 0\nsalt 00\nend\n",
                "firmware 5.7.1\noath perhaps\ntouches 0\nsalt 00\nend\n",
                "firmware 5.7.1\noath enabled\ntouches x\nsalt 00\nend\n",
                "firmware 5.7.1\noath enabled\ntouches 0\nsalt 5EC2E7X\nend\n",
                "firmware 5.7.1\noath enabled\ntouches 0\nsalt 00\n",
                "firmware 5.7.1\noath enabled\ntouches 0\nsalt 00\ncode 33\nend\n",
                "firmware 5.7.1\noath enabled\ntouches 0\nsalt 00\naccount 61 33 6 5EC2E7\nend\n",
            })
    void aDamagedStateIsNamedAndNotQuoted(String content) throws IOException {
        Files.writeString(folder.resolve("key-12345678.state"), content);

        assertThatThrownBy(() -> TestKey.in(folder))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("damaged")
                .hasMessageContaining("key-12345678.state")
                .hasMessageNotContaining("5EC2E7");
        assertThat(Files.readString(folder.resolve("key-12345678.state"))).isEqualTo(content);
    }

    @Test
    void textsOfTheStateMaskItsSecrets() throws IOException {
        try (TestKey key = TestKey.in(folder)) {
            key.selectOath();
            key.ok(TestKey.put("a", "2106" + "5EC2E700".repeat(5), ""));
            key.ok(TestKey.setCode("C0DE".repeat(8)));
        }
        String text =
                new KeyFile(new StateFolder(folder), 12345678).load("5.7.1").toString();

        assertThat(text)
                .contains("OathAccount")
                .doesNotContainIgnoringCase("5ec2")
                .doesNotContainIgnoringCase("c0de");
    }
}
