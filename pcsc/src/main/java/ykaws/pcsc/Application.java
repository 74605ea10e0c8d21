package ykaws.pcsc;

import com.yubico.yubikit.core.application.BadResponseException;
import com.yubico.yubikit.core.smartcard.Apdu;
import com.yubico.yubikit.core.smartcard.ApduException;
import com.yubico.yubikit.core.smartcard.SmartCardConnection;
import com.yubico.yubikit.core.smartcard.SmartCardProtocol;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** SELECT and single commands, with failures as this layer has them. Long answers continue by C0 (ISO 7816-4). */
final class Application {
    /** A YubiKey says 6A82; with another application selected also one of the others, by firmware. */
    private static final int[] SW_ABSENT = {0x6A82, 0x6A81, 0x6D00, 0x6B00, 0x6999, 0x6E00};

    /** Some cards register Yubico's applications without the last byte, and do not answer to the longer AID. */
    private static final int SHORT_AID_BYTES = 7;

    private final SmartCardProtocol protocol;

    Application(SmartCardConnection connection) {
        this.protocol = new SmartCardProtocol(connection);
    }

    /** Selects by AID; empty if the card has no such application. */
    Optional<byte[]> select(byte[] aid) throws IOException {
        // Not by the protocol's own select: it reports 6B00 and 6999, which mean "absent" here, as a failed connection.
        return send("SELECT", new Apdu(0, 0xA4, 0x04, 0x00, aid.clone()), SW_ABSENT);
    }

    /** The same for applications that may be registered under the shorter form of their AID. */
    Optional<byte[]> selectByEitherAid(byte[] aid) throws IOException {
        Optional<byte[]> answer = select(aid);
        return answer.isPresent() ? answer : select(Arrays.copyOf(aid, SHORT_AID_BYTES));
    }

    /** Has all commands after this SELECT encrypted. */
    void secure(SecureMessaging channel) throws IOException {
        channel.secure(protocol);
    }

    /** Sends a command that has to succeed. */
    byte[] send(String name, Apdu command) throws IOException {
        return send(name, command, new int[0]).orElseThrow();
    }

    /** Sends a command that the key may refuse; empty if it did. */
    Optional<byte[]> sendIfAllowed(Apdu command) throws IOException {
        try {
            return Optional.of(protocol.sendAndReceive(command));
        } catch (ApduException e) {
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            throw badAnswer("not even a status word", e);
        } catch (IOException e) {
            throw endless("a command", e);
        }
    }

    /** Sends a command that the key may refuse; its status word. */
    int status(Apdu command) throws IOException {
        try {
            protocol.sendAndReceive(command);
            return 0x9000;
        } catch (ApduException e) {
            return e.getSw() & 0xFFFF;
        } catch (IllegalArgumentException e) {
            throw badAnswer("not even a status word", e);
        } catch (IOException e) {
            throw endless("a command", e);
        }
    }

    /** A failure of the connection passes; so the library reports a continuation without end. */
    private static IOException endless(String name, IOException e) {
        return e.getCause() instanceof BadResponseException ? badAnswer(name + ": an answer without end", e) : e;
    }

    private Optional<byte[]> send(String name, Apdu command, int[] expected) throws IOException {
        try {
            return Optional.of(protocol.sendAndReceive(command));
        } catch (ApduException e) {
            int sw = e.getSw() & 0xFFFF;
            for (int one : expected) {
                if (one == sw) {
                    return Optional.empty();
                }
            }
            throw new PcscException(
                    PcscException.Kind.CARD_ERROR, null, String.format("the key refused %s with %04X", name, sw), e);
        } catch (IllegalArgumentException e) {
            throw badAnswer(name + ": not even a status word", e);
        } catch (IOException e) {
            throw endless(name, e);
        }
    }

    /** An answer that does not parse. */
    static PcscException badAnswer(String what, @Nullable Throwable cause) {
        return new PcscException(
                PcscException.Kind.CARD_ERROR, null, "the key gave an answer that makes no sense: " + what, cause);
    }
}
