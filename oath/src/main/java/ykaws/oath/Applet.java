package ykaws.oath;

import com.yubico.yubikit.core.application.BadResponseException;
import com.yubico.yubikit.core.smartcard.Apdu;
import com.yubico.yubikit.core.smartcard.ApduException;
import com.yubico.yubikit.core.smartcard.AppId;
import com.yubico.yubikit.core.smartcard.SmartCardConnection;
import com.yubico.yubikit.core.smartcard.SmartCardProtocol;
import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The application as a card's: selects it and sends it commands, with its failures as {@link OathException}. */
final class Applet {
    /** YKOATH continues long answers with its own instruction, not with ISO 7816's C0. */
    private static final byte INS_SEND_REMAINING = (byte) 0xA5;

    /** ykman's form of the AID. Some applets are registered under it and do not answer to the longer one. */
    private static final int SHORT_AID_BYTES = 7;

    private final SmartCardConnection connection;
    private final @Nullable SecureChannel channel;
    private SmartCardProtocol protocol;
    private boolean prepared;
    private boolean secured;

    /** Without a channel, commands go in clear. */
    Applet(SmartCardConnection connection, @Nullable SecureChannel channel) {
        this.connection = new WipingConnection(connection);
        this.channel = channel;
        this.protocol = newProtocol();
    }

    private SmartCardProtocol newProtocol() {
        return new SmartCardProtocol(connection, INS_SEND_REMAINING);
    }

    /**
     * Selects the application, which forgets that it was unlocked. Each time with a new protocol, since what was
     * configured for the version would otherwise hold for SELECT too.
     *
     * @throws OathException NOT_AVAILABLE, BAD_RESPONSE; UNSUPPORTED_BY_FIRMWARE where a channel was asked for
     */
    Selection select() throws IOException {
        Selection selection = selectInClear();
        if (channel != null) {
            Requirement.SCP11B.require(selection.version(), "");
            if (!prepared) {
                channel.prepare(connection);
                prepared = true;
                selection = selectInClear();
            }
        }
        protocol.configure(selection.version());
        if (channel != null) {
            channel.secure(protocol);
            secured = true;
        }
        return selection;
    }

    private Selection selectInClear() throws IOException {
        secured = false;
        protocol = newProtocol();
        return Answers.select(selectByEitherAid());
    }

    private byte[] selectByEitherAid() throws IOException {
        try {
            return send(Command.SELECT, 0, AppId.OATH.clone(), "");
        } catch (OathException e) {
            if (e.kind() != OathException.Kind.NOT_AVAILABLE) {
                throw e;
            }
            return send(Command.SELECT, 0, Arrays.copyOf(AppId.OATH, SHORT_AID_BYTES), "");
        }
    }

    /**
     * Sends one command and returns the data of the whole answer. Errors of the connection pass as they are.
     *
     * @param data wiped afterwards, since it may hold a key
     * @param subject the account that it is about, for messages
     */
    byte[] send(Command command, int p2, byte[] data, String subject) throws IOException {
        try {
            return protocol.sendAndReceive(new Apdu(0, command.ins(), command.p1(), p2, data));
        } catch (ApduException e) {
            throw because(e, StatusWords.explain(command, e.getSw() & 0xFFFF, subject));
        } catch (IllegalArgumentException e) {
            if (secured) {
                throw forged(command, e);
            }
            throw because(e, OathException.badResponse(command.text() + ": not even a status word"));
        } catch (IOException e) {
            // So the library reports a continuation without end.
            if (e.getCause() instanceof BadResponseException) {
                if (secured) {
                    throw forged(command, e);
                }
                throw because(e, OathException.badResponse(command.text() + ": an answer without end"));
            }
            throw command.changes() ? LostAnswer.ofChange(command, subject, e) : e;
        } catch (RuntimeException e) {
            // The library decrypts what has the right MAC without looking whether it can be.
            if (secured) {
                throw forged(command, e);
            }
            throw e;
        } finally {
            Arrays.fill(data, (byte) 0);
        }
    }

    /** No MAC, a wrong one, or a wrong padding; or an answer without end. */
    private static OathException forged(Command command, Exception e) {
        return because(
                e, OathException.badResponse(command.text() + ": it did not come whole through the encrypted channel"));
    }

    private static OathException because(Exception cause, OathException error) {
        error.initCause(cause);
        return error;
    }
}
