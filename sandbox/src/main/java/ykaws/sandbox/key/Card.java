package ykaws.sandbox.key;

import com.yubico.yubikit.core.Transport;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The card's operating system: parses commands, joins chained ones, finds the applet that SELECT names, and hands long
 * answers out in pieces. Not for use by two threads at once.
 */
final class Card {
    private static final int SELECT = 0xA4;
    private static final int BY_NAME = 0x04;
    private static final int GET_RESPONSE = 0xC0;
    private static final int PROPRIETARY = 0x80;
    private static final int SECURED = 0x04;
    /** An AID begins with a registered identifier of five bytes (ISO 7816-4). */
    private static final int SHORTEST_AID = 5;

    private final Firmware firmware;
    private final boolean extendedApdus;
    private final Wire wire;
    private final List<Applet> applets;
    private final ScpIdentity identity;

    private @Nullable Applet selected;
    /** Secure messaging with the applet that is selected; ends with its selection. */
    private @Nullable ScpChannel channel;
    /** What is left of the last answer. */
    private byte[] rest = {};

    private CommandApdu.@Nullable Header chain;
    private final ByteArrayOutputStream chained = new ByteArrayOutputStream();

    Card(KeyMemory memory, Wire wire, List<Applet> applets, ScpIdentity identity) {
        this.identity = identity;
        this.firmware = memory.firmware();
        this.extendedApdus = firmware.extendedApdus() && memory.transport() == Transport.USB;
        this.wire = wire;
        this.applets = applets;
    }

    /** The answer with its status word. */
    byte[] transmit(byte[] command) throws IOException, InterruptedException {
        try {
            return answer(parse(command));
        } catch (StatusException e) {
            return new byte[] {(byte) (e.sw() >> 8), (byte) e.sw()};
        }
    }

    /** Power off and on, or a reset: what is not in memory is gone. */
    void powerCycle() {
        for (Applet applet : applets) {
            applet.deselect();
        }
        selected = null;
        channel = null;
        rest = new byte[0];
        endChain();
    }

    private CommandApdu parse(byte[] raw) throws StatusException {
        CommandApdu command = CommandApdu.parse(raw);
        if (raw.length > firmware.longestApdu() || (command.extended() && !extendedApdus)) {
            throw new StatusException(Sw.WRONG_LENGTH);
        }
        int cla = command.header().claWithoutChaining() & ~SECURED;
        if (cla != 0 && cla != PROPRIETARY) {
            throw new StatusException(Sw.CLA_NOT_SUPPORTED);
        }
        return command;
    }

    private byte[] answer(CommandApdu piece) throws StatusException, IOException, InterruptedException {
        CommandApdu command = join(piece);
        if (command == null) {
            return withStatus(new byte[0], Sw.OK);
        }
        Applet applet = selected;
        if (rest.length > 0 && applet != null && continues(applet, command.ins())) {
            if (command.p1p2() != 0) {
                throw new StatusException(Sw.WRONG_P1P2);
            }
            return nextPiece();
        }
        rest = new byte[0];
        if (command.ins() == SELECT && command.p1() == BY_NAME) {
            rest = select(command.data());
        } else if (applet == null) {
            throw new StatusException(Sw.INS_NOT_SUPPORTED);
        } else {
            rest = process(applet, command);
        }
        return nextPiece();
    }

    private byte[] process(Applet applet, CommandApdu command)
            throws StatusException, IOException, InterruptedException {
        ScpChannel secure = channel;
        // Whatever breaks the rules of the channel ends it.
        channel = null;
        if (ScpChannel.secured(command)) {
            if (secure == null) {
                throw new StatusException(Sw.SECURITY_STATUS_NOT_SATISFIED);
            }
            CommandApdu plain = secure.unwrap(command);
            channel = secure;
            return secure.wrap(applet.process(plain));
        }
        if (secure != null) {
            throw new StatusException(Sw.SECURITY_STATUS_NOT_SATISFIED);
        }
        if (firmware.scp11() && command.ins() == Scp11b.INTERNAL_AUTHENTICATE && command.cla() == PROPRIETARY) {
            Scp11b agreed = Scp11b.with(command, identity);
            channel = agreed.channel();
            return agreed.answer();
        }
        return applet.process(command);
    }

    private boolean continues(Applet applet, int ins) {
        return ins == applet.continuation() || (ins == GET_RESPONSE && wire.getResponse());
    }

    /** The whole command, or null while more pieces are announced. A piece with another header starts anew. */
    private @Nullable CommandApdu join(CommandApdu piece) throws StatusException {
        CommandApdu.Header first = chain;
        if (first != null && !piece.header().continues(first)) {
            endChain();
        }
        if (chained.size() + piece.data().length() > firmware.longestApdu()) {
            endChain();
            throw new StatusException(Sw.WRONG_LENGTH);
        }
        if (piece.header().chained()) {
            chain = piece.header();
            chained.writeBytes(piece.data().toArray());
            return null;
        }
        if (chain == null) {
            return piece;
        }
        chained.writeBytes(piece.data().toArray());
        CommandApdu whole = new CommandApdu(piece.header(), Bytes.of(chained.toByteArray()), piece.extended());
        endChain();
        return whole;
    }

    private void endChain() {
        chain = null;
        chained.reset();
    }

    /** Ends the session of the applet so far in any case, and its unlocking with it. */
    private byte[] select(Bytes aid) throws StatusException {
        channel = null;
        if (selected != null) {
            selected.deselect();
        }
        if (aid.length() >= SHORTEST_AID) {
            for (Applet applet : applets) {
                if (applet.available() && applet.aid().startsWith(aid)) {
                    selected = applet;
                    return applet.select();
                }
            }
        }
        throw new StatusException(Sw.NO_SUCH_APPLICATION);
    }

    private byte[] nextPiece() {
        byte[] piece = Arrays.copyOf(rest, Math.min(rest.length, wire.pieceSize()));
        rest = Arrays.copyOfRange(rest, piece.length, rest.length);
        if (rest.length == 0) {
            return withStatus(piece, Sw.OK);
        }
        // 00 stands for 256 or more.
        return withStatus(piece, Sw.MORE_DATA | (rest.length > 0xFF ? 0 : rest.length));
    }

    private static byte[] withStatus(byte[] data, int sw) {
        byte[] answer = Arrays.copyOf(data, data.length + 2);
        answer[data.length] = (byte) (sw >> 8);
        answer[data.length + 1] = (byte) sw;
        return answer;
    }
}
