package ykaws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.yubico.yubikit.core.Transport;
import com.yubico.yubikit.core.smartcard.SmartCardConnection;
import com.yubico.yubikit.core.smartcard.SmartCardProtocol;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import ykaws.oath.CredentialId;
import ykaws.oath.HashAlgorithm;
import ykaws.oath.NewCredential;
import ykaws.oath.OathException;
import ykaws.oath.OathSession;
import ykaws.oath.Secret;
import ykaws.oath.SecureChannel;
import ykaws.pcsc.PcscException;
import ykaws.pcsc.scp.Scp11b;
import ykaws.sandbox.StateFolder;
import ykaws.sandbox.key.SoftKeys;
import ykaws.sandbox.key.Wire;

/** The client's SCP11b (yubikit-core) against the software key's, which was written apart from it. */
class ScpTest {
    private static final Instant AT_59 = Instant.ofEpochSecond(59);
    private static final byte[] SEED = "12345678901234567890".getBytes(StandardCharsets.US_ASCII);

    @TempDir
    Path folder;

    private Recorder recorder;

    @AfterEach
    void unplug() throws IOException {
        if (recorder != null) {
            recorder.close();
        }
    }

    private OathSession open(String firmware, boolean shortOnly) throws IOException {
        SoftKeys keys =
                SoftKeys.in(new StateFolder(folder), new SoftKeys.Settings(() -> true, time -> {}, Wire.YUBIKEY));
        keys.reset(firmware);
        recorder = new Recorder(keys.keys().get(0).connect(), shortOnly);
        return reopen();
    }

    private OathSession reopen() throws IOException {
        Scp11b scp = new Scp11b();
        return OathSession.open(recorder, new SecureChannel() {
            @Override
            public void prepare(SmartCardConnection connection) throws IOException {
                scp.prepare(connection);
            }

            @Override
            public void secure(SmartCardProtocol protocol) throws IOException {
                scp.secure(protocol);
            }
        });
    }

    private static void put(OathSession session, String id) throws IOException {
        try (NewCredential credential = NewCredential.builder(CredentialId.of(id), Secret.copyOf(SEED))
                .digits(8)
                .build()) {
            session.put(credential);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void allOfASession(boolean shortOnly) throws IOException {
        OathSession session = open("5.7.1", shortOnly);
        put(session, "plain-name");
        assertThat(session.list()).hasSize(1);
        assertThat(session.calculate(CredentialId.of("plain-name"), AT_59).digits())
                .isEqualTo("94287082");
        session.rename(CredentialId.of("plain-name"), CredentialId.of("other-name"));
        try (Secret accessKey = session.deriveAccessKey("secret".toCharArray())) {
            session.setPassword(accessKey);
            session = reopen();
            assertThat(session.locked()).isTrue();
            assertThat(session.unlock(accessKey)).isTrue();
            assertThat(session.calculateAll(AT_59)).hasSize(1);
            session.removePassword();
        }
        session.delete(CredentialId.of("other-name"));
        assertThat(session.list()).isEmpty();
        session.reset();
        put(session, "after the reset, whose SELECT ended the channel");
        assertThat(session.list()).hasSize(1);

        assertThat(recorder.inClear()).containsOnly("SELECT", "GET DATA", "INTERNAL AUTHENTICATE", "CONTINUE");
        assertThat(recorder.all)
                .as("neither names nor seeds in any command")
                .noneMatch(command -> command.contains(hex("plain-name")) || command.contains(hex("other-name")))
                .noneMatch(command ->
                        command.contains(HexFormat.of().withUpperCase().formatHex(SEED)));
    }

    private static String hex(String text) {
        return HexFormat.of().withUpperCase().formatHex(text.getBytes(StandardCharsets.US_ASCII));
    }

    /** Long commands in pieces over short APDUs, and long answers, whose continuation goes in clear. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void longCommandsAndAnswers(boolean shortOnly) throws IOException {
        OathSession session = open("5.7.1", shortOnly);
        for (int i = 0; i < 40; i++) {
            put(session, "an account with a name of many bytes, number " + i);
        }
        byte[] longSeed = new byte[128];
        try (NewCredential credential = NewCredential.builder(CredentialId.of("x".repeat(64)), Secret.copyOf(longSeed))
                .algorithm(HashAlgorithm.SHA512)
                .build()) {
            session.put(credential);
        }
        assertThat(session.list()).hasSize(41);
        assertThat(session.calculateAll(AT_59)).hasSize(41);
    }

    @Test
    void errorsOfTheApplicationComeThrough() throws IOException {
        OathSession session = open("5.7.1", false);
        OathException e = catchThrowableOfType(OathException.class, () -> session.delete(CredentialId.of("none")));
        assertThat(e.kind()).isEqualTo(OathException.Kind.NO_SUCH_ACCOUNT);
        assertThat(session.list()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"4.3.5", "5.2.7", "5.4.3"})
    void olderFirmwareIsNamed(String firmware) {
        OathException e = catchThrowableOfType(OathException.class, () -> open(firmware, false));
        assertThat(e.kind()).isEqualTo(OathException.Kind.UNSUPPORTED_BY_FIRMWARE);
        assertThat(e).hasMessageContaining(firmware).hasMessageContaining("5.6.3");
    }

    /** Somebody between key and reader changes a bit, drops the MAC, or answers by himself. */
    @Test
    void aForgedAnswerIsATypedError() throws IOException {
        List<UnaryOperator<byte[]>> forgeries = List.of(
                answer -> {
                    answer[0] ^= 1;
                    return answer;
                },
                answer -> {
                    answer[answer.length - 3] ^= 1;
                    return answer;
                },
                answer -> new byte[] {(byte) 0x90, 0x00},
                answer -> new byte[] {1, 2, 3, (byte) 0x90, 0x00},
                answer -> new byte[0]);
        for (UnaryOperator<byte[]> forgery : forgeries) {
            OathSession session = open("5.7.1", false);
            recorder.forgery = forgery;
            OathException e = catchThrowableOfType(OathException.class, session::list);
            assertThat(e.kind()).isEqualTo(OathException.Kind.BAD_RESPONSE);
            assertThat(e).hasMessageContaining("encrypted channel");
            recorder.close();
        }
    }

    /** The command's MAC is the card's to check. */
    @Test
    void aForgedCommandIsRefused() throws IOException {
        OathSession session = open("5.7.1", false);
        recorder.forgedCommand = command -> {
            command[command.length - 1] ^= 1;
            return command;
        };
        assertThat(catchThrowableOfType(OathException.class, session::list)).isNotNull();
        recorder.forgedCommand = command -> command;
        assertThat(catchThrowableOfType(OathException.class, session::list))
                .as("and ends the channel")
                .isNotNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "9000",
                "5F494104 9000",
                "5F4901 04 8600 9000",
                "8600 9000",
                "6A88",
                "6E00",
                "",
                "90",
                "C0FF 9000"
            })
    void aSecurityDomainThatMakesNoSense(String nonsense) throws IOException {
        byte[] answer = HexFormat.of().parseHex(nonsense.replace(" ", ""));
        for (String instruction : new String[] {"GET DATA", "INTERNAL AUTHENTICATE"}) {
            SoftKeys keys =
                    SoftKeys.in(new StateFolder(folder), new SoftKeys.Settings(() -> true, time -> {}, Wire.YUBIKEY));
            try (Recorder card = new Recorder(keys.keys().get(0).connect(), false)) {
                recorder = card;
                card.instead = command -> Recorder.name(command).equals(instruction) ? answer.clone() : null;
                PcscException e = catchThrowableOfType(PcscException.class, this::reopen);
                assertThat(e).as(instruction).isNotNull();
                assertThat(e.kind()).isIn(PcscException.Kind.CARD_ERROR, PcscException.Kind.UNSUPPORTED);
            }
        }
    }

    /** Sees, and changes, what goes over the wire. */
    private static final class Recorder implements SmartCardConnection {
        private final SmartCardConnection key;
        private final boolean shortOnly;
        private final List<String> all = new ArrayList<>();
        private UnaryOperator<byte[]> forgery = answer -> answer;
        private UnaryOperator<byte[]> forgedCommand = command -> command;
        private UnaryOperator<byte[]> instead = command -> null;

        Recorder(SmartCardConnection key, boolean shortOnly) {
            this.key = key;
            this.shortOnly = shortOnly;
        }

        @Override
        public byte[] sendAndReceive(byte[] command) throws IOException {
            all.add(HexFormat.of().withUpperCase().formatHex(command));
            byte[] other = instead.apply(command);
            return other != null ? other : forgery.apply(key.sendAndReceive(forgedCommand.apply(command.clone())));
        }

        List<String> inClear() {
            return all.stream()
                    .filter(command -> (Integer.parseInt(command.substring(0, 2), 16) & 0x04) == 0)
                    .map(command -> name(HexFormat.of().parseHex(command)))
                    .toList();
        }

        static String name(byte[] command) {
            return switch (command[1] & 0xFF) {
                case 0xA4 -> command[2] == 0x04 ? "SELECT" : "CALCULATE ALL";
                case 0xCA -> "GET DATA";
                case 0x88 -> "INTERNAL AUTHENTICATE";
                case 0xA5, 0xC0 -> "CONTINUE";
                default -> Integer.toHexString(command[1] & 0xFF);
            };
        }

        @Override
        public Transport getTransport() {
            return key.getTransport();
        }

        @Override
        public boolean isExtendedLengthApduSupported() {
            return !shortOnly;
        }

        @Override
        public byte[] getAtr() {
            return key.getAtr();
        }

        @Override
        public void close() throws IOException {
            key.close();
        }
    }
}
