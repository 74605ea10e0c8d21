package ykaws.sandbox.key;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.yubico.yubikit.core.smartcard.SmartCardConnection;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import ykaws.sandbox.Pause;
import ykaws.sandbox.StateFolder;

/** A connected software key, spoken to in hexadecimal. */
final class TestKey implements AutoCloseable {
    static final String SELECT_OATH = "00A4040008A000000527210101";
    static final String SELECT_MANAGEMENT = "00A4040008A000000527471117";
    static final String LIST = "00A10000";
    static final Pause NO_PAUSE = time -> {};
    /** Fails the test that did not expect to need a finger. */
    static final Touch NO_TOUCH = () -> {
        throw new AssertionError("asked for a touch");
    };

    final SoftKeys keys;
    final SoftKey key;
    final SoftKeyConnection connection;

    private TestKey(SoftKeys keys) throws IOException {
        this.keys = keys;
        this.key = keys.keys().get(0);
        this.connection = key.plugIn(com.yubico.yubikit.core.Transport.USB);
    }

    /** The key as it is in that folder. */
    static TestKey in(Path folder) throws IOException {
        return with(folder, Wire.YUBIKEY, NO_TOUCH);
    }

    static TestKey with(Path folder, Wire wire, Touch touch) throws IOException {
        return new TestKey(keys(folder, wire, touch));
    }

    /** A new key of that firmware. */
    static TestKey of(Path folder, String firmware) throws IOException {
        SoftKeys keys = keys(folder, Wire.YUBIKEY, NO_TOUCH);
        keys.reset(firmware);
        return new TestKey(keys);
    }

    static SoftKeys keys(Path folder, Wire wire, Touch touch) throws IOException {
        return SoftKeys.in(new StateFolder(folder), new SoftKeys.Settings(touch, NO_PAUSE, wire));
    }

    String send(String hex) throws IOException {
        return send(connection, hex);
    }

    static String send(SmartCardConnection connection, String hex) throws IOException {
        return hex(connection.sendAndReceive(bytes(hex)));
    }

    /** Sends it and wants 9000; the answer comes without that. */
    String ok(String hex) throws IOException {
        String answer = send(hex);
        assertThat(answer).endsWith("9000");
        return answer.substring(0, answer.length() - 4);
    }

    void selectOath() throws IOException {
        ok(SELECT_OATH);
    }

    /** A short case 3 command. */
    static String command(String header, String data) {
        return header + length(data) + data.replace(" ", "");
    }

    static String tlv(String tag, String value) {
        String hex = value.replace(" ", "");
        int length = hex.length() / 2;
        return tag + (length > 0x7F ? "81" : "") + length(value) + hex;
    }

    private static String length(String data) {
        return "%02X".formatted(data.replace(" ", "").length() / 2);
    }

    static String name(String name) {
        return tlv("71", hex(name.getBytes(UTF_8)));
    }

    /** PUT of an account; "key" is type, digits and secret, "tail" what follows it. */
    static String put(String name, String key, String tail) {
        return command("00010000", name(name) + tlv("73", key) + tail);
    }

    static String put(String name) {
        return put(name, "21 06 3132333435363738393031323334353637383930", "");
    }

    static String delete(String name) {
        return command("00020000", name(name));
    }

    static String rename(String from, String to) {
        return command("00050000", name(from) + name(to));
    }

    /** CALCULATE, truncated. */
    static String calculate(String name, String challenge) {
        return command("00A20001", name(name) + tlv("74", challenge));
    }

    static String setCode(String key) {
        String challenge = "0102030405060708";
        return command(
                "00030000", tlv("73", "21" + key) + tlv("74", challenge) + tlv("75", hmac("HmacSHA1", key, challenge)));
    }

    static String validate(String key, String cardChallenge, String clientChallenge) {
        return command("00A30000", tlv("75", hmac("HmacSHA1", key, cardChallenge)) + tlv("74", clientChallenge));
    }

    /** By the JDK's own HMAC, which the card does not use. */
    static String hmac(String algorithm, String key, String message) {
        try {
            Mac mac = Mac.getInstance(algorithm);
            mac.init(new SecretKeySpec(bytes(key), algorithm));
            return hex(mac.doFinal(bytes(message)));
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex.replace(" ", ""));
    }

    static String hex(byte[] bytes) {
        return HexFormat.of().withUpperCase().formatHex(bytes);
    }

    @Override
    public void close() throws IOException {
        connection.close();
    }
}
