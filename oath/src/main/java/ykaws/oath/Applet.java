package ykaws.oath;

import com.yubico.yubikit.core.application.BadResponseException;
import com.yubico.yubikit.core.smartcard.Apdu;
import com.yubico.yubikit.core.smartcard.ApduException;
import com.yubico.yubikit.core.smartcard.AppId;
import com.yubico.yubikit.core.smartcard.SmartCardConnection;
import com.yubico.yubikit.core.smartcard.SmartCardProtocol;
import java.io.IOException;
import java.util.Arrays;

/** The application as a card's: selects it and sends it commands, with its failures as {@link OathException}. */
final class Applet {
    /** YKOATH continues long answers with its own instruction, not with ISO 7816's C0. */
    private static final byte INS_SEND_REMAINING = (byte) 0xA5;

    /** ykman's form of the AID. Some applets are registered under it and do not answer to the longer one. */
    private static final int SHORT_AID_BYTES = 7;

    private final SmartCardConnection connection;
    private SmartCardProtocol protocol;

    Applet(SmartCardConnection connection) {
        this.connection = new WipingConnection(connection);
        this.protocol = newProtocol();
    }

    private SmartCardProtocol newProtocol() {
        return new SmartCardProtocol(connection, INS_SEND_REMAINING);
    }

    /**
     * Selects the application, which forgets that it was unlocked. Each time with a new protocol, since what was
     * configured for the version would otherwise hold for SELECT too.
     *
     * @throws OathException NOT_AVAILABLE, BAD_RESPONSE
     */
    Selection select() throws IOException {
        protocol = newProtocol();
        Selection selection = Answers.select(selectByEitherAid());
        protocol.configure(selection.version());
        return selection;
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
            throw because(e, OathException.badResponse(command.text() + ": not even a status word"));
        } catch (IOException e) {
            // So the library reports a continuation without end.
            throw e.getCause() instanceof BadResponseException
                    ? because(e, OathException.badResponse(command.text() + ": an answer without end"))
                    : e;
        } finally {
            Arrays.fill(data, (byte) 0);
        }
    }

    private static OathException because(Exception cause, OathException error) {
        error.initCause(cause);
        return error;
    }
}
