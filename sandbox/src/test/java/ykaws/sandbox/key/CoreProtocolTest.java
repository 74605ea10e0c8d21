package ykaws.sandbox.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.yubico.yubikit.core.Version;
import com.yubico.yubikit.core.application.ApplicationNotAvailableException;
import com.yubico.yubikit.core.smartcard.Apdu;
import com.yubico.yubikit.core.smartcard.AppId;
import com.yubico.yubikit.core.smartcard.SmartCardProtocol;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The bytes that yubikit-core makes of commands and answers, whatever applet client stands above it. */
class CoreProtocolTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({"3.4.9,1.0.2", "4.0.0,4.0.0", "4.2.6,4.2.6", "4.3.5,4.3.5", "5.4.3,5.4.3", "5.7.1,5.7.1"})
    void shortAndExtendedCommandsAndLongAnswers(String firmware, String version) throws Exception {
        try (TestKey key = TestKey.of(folder, firmware)) {
            SmartCardProtocol protocol = new SmartCardProtocol(key.connection, (byte) 0xA5);
            protocol.select(AppId.OATH.clone());
            for (int round = 0; round < 2; round++) {
                for (int i = 0; i < 20; i++) {
                    String command = TestKey.put("%060d".formatted(i));
                    protocol.sendAndReceive(new Apdu(0, 0x01, 0, 0, TestKey.bytes(command.substring(10))));
                }
                byte[] list = protocol.sendAndReceive(new Apdu(0, 0xA1, 0, 0, new byte[0]));
                assertThat(list).as("round %d", round).hasSize(20 * 63);
                protocol.configure(Version.parse(version));
                protocol.select(AppId.OATH.clone());
                protocol.configure(Version.parse(version));
            }
        }
    }

    @Test
    void chainsACommandOfMoreThan255Bytes() throws Exception {
        try (TestKey key = TestKey.in(folder)) {
            SmartCardProtocol protocol = new SmartCardProtocol(key.connection, (byte) 0xA5);
            protocol.select(AppId.OATH.clone());
            byte[] tooMuch = TestKey.bytes(TestKey.put("a").substring(10) + "00".repeat(300));

            assertThatThrownBy(() -> protocol.sendAndReceive(new Apdu(0, 0x01, 0, 0, tooMuch)))
                    .hasMessageContaining("6a80");
            assertThat(key.key.apdus()).extracting(ApduLog.Entry::sw).containsExactly(0x9000, 0x9000, 0x6A80);
        }
    }

    @Test
    void aDisabledApplicationIsNotAvailable() throws Exception {
        SoftKeys keys = TestKey.keys(folder, Wire.YUBIKEY, TestKey.NO_TOUCH);
        keys.keys().get(0).setOathEnabled(false);
        try (TestKey key = TestKey.in(folder)) {
            SmartCardProtocol protocol = new SmartCardProtocol(key.connection, (byte) 0xA5);

            assertThatThrownBy(() -> protocol.select(AppId.OATH.clone()))
                    .isInstanceOf(ApplicationNotAvailableException.class);
        }
    }
}
