package ykaws.oath;

import static org.assertj.core.api.Assertions.assertThat;

import com.yubico.yubikit.core.Transport;
import com.yubico.yubikit.core.smartcard.SmartCardConnection;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A card that knows what it will be asked: literal bytes, in this order and no other. */
final class ScriptedCard implements SmartCardConnection {
    static final String SELECT = "00A40400 08 A000000527210101";
    static final String SELECT_SHORT_AID = "00A40400 07 A0000005272101";
    static final String SALT = "0102030405060708";
    static final String OK = "9000";

    private final List<String> commands = new ArrayList<>();
    private final List<String> answers = new ArrayList<>();
    private final List<byte[]> sent = new ArrayList<>();
    private boolean extended;
    private @Nullable IOException failure;

    /** A card of this firmware (six hex digits) without a password. */
    static ScriptedCard firmware(String version) {
        return new ScriptedCard().on(SELECT, "79 03 " + version + " 71 08 " + SALT + OK);
    }

    /** A card of firmware 5.7.1 with a password. */
    static ScriptedCard locked() {
        return new ScriptedCard().on(SELECT, "79 03 050701 71 08 " + SALT + " 74 08 A1A2A3A4A5A6A7A8 7B 01 01" + OK);
    }

    /** What is asked, and what is answered with data and status word, both in hex; blanks do not count. */
    ScriptedCard on(String command, String answer) {
        commands.add(plain(command));
        answers.add(plain(answer));
        return this;
    }

    /** The last command that is expected gets lost on its way. */
    ScriptedCard butFails(IOException how) {
        failure = how;
        return this;
    }

    ScriptedCard withExtendedLength() {
        extended = true;
        return this;
    }

    /** The text's bytes in hex. */
    static String utf8(String text) {
        return HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Tag, length in one byte, and value, all in hex. */
    static String tlv(String tag, String value) {
        String hex = plain(value);
        return tag + String.format("%02X", hex.length() / 2) + hex;
    }

    static String plain(String hex) {
        return hex.replace(" ", "").toUpperCase(Locale.ROOT);
    }

    OathSession open() throws IOException {
        return OathSession.open(this);
    }

    /** The arrays of the commands as they were handed over, for tests that look whether they were wiped. */
    List<byte[]> sent() {
        return sent;
    }

    void assertAllAsked() {
        assertThat(sent).as("commands sent").hasSize(commands.size());
    }

    @Override
    public byte[] sendAndReceive(byte[] command) throws IOException {
        String hex = HexFormat.of().withUpperCase().formatHex(command);
        assertThat(sent.size())
                .as("nothing more expected than %s; got %s", commands, hex)
                .isLessThan(commands.size());
        assertThat(hex).as("command %d", sent.size() + 1).isEqualTo(commands.get(sent.size()));
        String answer = answers.get(sent.size());
        sent.add(command);
        if (failure != null && sent.size() == commands.size()) {
            throw failure;
        }
        return HexFormat.of().parseHex(answer);
    }

    @Override
    public Transport getTransport() {
        return Transport.USB;
    }

    @Override
    public boolean isExtendedLengthApduSupported() {
        return extended;
    }

    @Override
    public byte[] getAtr() {
        return new byte[0];
    }

    @Override
    public void close() {
        throw new AssertionError("a session must not close a connection that it did not open");
    }
}
