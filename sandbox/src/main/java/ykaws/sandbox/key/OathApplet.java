package ykaws.sandbox.key;

import com.yubico.yubikit.core.Transport;
import java.io.IOException;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;

/**
 * The YKOATH applet (developers.yubico.com/OATH/YKOATH_Protocol.html): its lock and its
 * commands. The card knows no time; a challenge is what the client says it is.
 */
final class OathApplet implements Applet {
    private static final Bytes AID = Bytes.ofHex("A000000527210101");
    private static final int CHALLENGE_LENGTH = 8;
    private static final int RESET_P1P2 = 0xDEAD;

    private static final int PUT = 0x01;
    private static final int DELETE = 0x02;
    private static final int SET_CODE = 0x03;
    private static final int RESET = 0x04;
    private static final int RENAME = 0x05;
    private static final int LIST = 0xA1;
    private static final int CALCULATE = 0xA2;
    private static final int VALIDATE = 0xA3;
    private static final int CALCULATE_ALL = 0xA4;
    private static final int SEND_REMAINING = 0xA5;

    private static final byte[] NOTHING = {};

    private final KeyMemory memory;
    private final OathAccounts accounts;
    private final OathCalculator calculator;

    /** Of the last SELECT, if there was an access code then. A failing VALIDATE does not use it up. */
    private @Nullable Bytes challenge;

    private boolean validated;

    OathApplet(KeyMemory memory, Touch touch) {
        this.memory = memory;
        this.accounts = new OathAccounts(memory);
        this.calculator = new OathCalculator(memory, accounts, touch);
    }

    @Override
    public Bytes aid() {
        return AID;
    }

    @Override
    public boolean available() {
        return memory.enabled(KeyConfig.OATH);
    }

    @Override
    public int continuation() {
        return SEND_REMAINING;
    }

    @Override
    public byte[] select() {
        deselect();
        TlvWriter answer = new TlvWriter()
                .add(OathTag.VERSION, memory.firmware().oathVersion())
                .add(OathTag.NAME, memory.oath().salt().toArray());
        KeyState.AccessCode code = memory.oath().code();
        if (code != null) {
            Bytes fresh = KeyState.random(CHALLENGE_LENGTH);
            answer.add(OathTag.CHALLENGE, fresh.toArray()).add(OathTag.ALGORITHM, code.type());
            challenge = fresh;
        }
        return answer.toBytes();
    }

    @Override
    public void deselect() {
        challenge = null;
        validated = false;
    }

    @Override
    public byte[] process(CommandApdu command) throws StatusException, IOException, InterruptedException {
        // The lock comes before all else: before P1 and P2, and before an unknown INS.
        boolean exempt = command.ins() == VALIDATE || command.ins() == RESET;
        if (memory.oath().code() != null && !validated && !exempt) {
            throw new StatusException(Sw.SECURITY_STATUS_NOT_SATISFIED);
        }
        requireSecured(command);
        return switch (command.ins()) {
            case CALCULATE -> calculator.calculate(command);
            case CALCULATE_ALL -> calculator.calculateAll(command);
            case RESET -> {
                requireP1P2(command, RESET_P1P2);
                yield reset();
            }
            default -> processPlain(command);
        };
    }

    /** The commands with P1 and P2 zero. */
    private byte[] processPlain(CommandApdu command) throws StatusException, IOException {
        if (!known(command.ins())) {
            throw new StatusException(Sw.INS_NOT_SUPPORTED);
        }
        requireP1P2(command, 0);
        switch (command.ins()) {
            case PUT -> {
                requireApproved();
                accounts.put(command.data());
            }
            case DELETE -> accounts.delete(command.data());
            case RENAME -> accounts.rename(command.data());
            case SET_CODE -> setCode(new TlvReader(command.data()));
            case LIST -> {
                return accounts.list();
            }
            case VALIDATE -> {
                return validate(new TlvReader(command.data()));
            }
            default -> {
                // SEND REMAINING that gets here finds nothing left: a NEO answers 9000 without data.
            }
        }
        return NOTHING;
    }

    private boolean known(int ins) {
        return switch (ins) {
            case PUT, DELETE, SET_CODE, LIST, VALIDATE, SEND_REMAINING -> true;
            case RENAME -> memory.firmware().rename();
            default -> false;
        };
    }

    /** Over NFC, a key of the FIPS series takes changes only encrypted. */
    private void requireSecured(CommandApdu command) throws StatusException {
        boolean change = switch (command.ins()) {
            case PUT, DELETE, SET_CODE, RENAME, RESET -> true;
            default -> false;
        };
        boolean overAir =
                memory.transport() == Transport.NFC && memory.firmware().oathNeedsPassword();
        if (change && overAir && !ScpChannel.secured(command)) {
            throw new StatusException(Sw.CONDITIONS_NOT_SATISFIED);
        }
    }

    private void requireApproved() throws StatusException {
        if (memory.firmware().oathNeedsPassword() && memory.oath().code() == null) {
            throw new StatusException(Sw.CONDITIONS_NOT_SATISFIED);
        }
    }

    private static void requireP1P2(CommandApdu command, int wanted) throws StatusException {
        if (command.p1p2() != wanted) {
            throw new StatusException(Sw.WRONG_P1P2);
        }
    }

    /** Needs no access code, and forgets that with all the rest; the new salt is a new device id. */
    private byte[] reset() throws IOException {
        memory.commit(KeyState.emptyOath());
        deselect();
        return NOTHING;
    }

    private void setCode(TlvReader tlvs) throws StatusException, IOException {
        Bytes key = tlvs.value(OathTag.KEY);
        if (key.length() == 0) {
            tlvs.end();
            if (memory.firmware().oathNeedsPassword()) {
                throw new StatusException(Sw.CONDITIONS_NOT_SATISFIED);
            }
            memory.commit(memory.oath().with((KeyState.AccessCode) null));
            return;
        }
        Bytes proof = tlvs.value(OathTag.CHALLENGE);
        Bytes response = tlvs.value(OathTag.RESPONSE);
        tlvs.end();
        KeyState.AccessCode code = new KeyState.AccessCode(key.at(0), key.from(1));
        HmacAlgorithm algorithm = HmacAlgorithm.ofType(code.type());
        if (code.key().length() == 0 || code.key().length() > algorithm.blockSize() || proof.length() == 0) {
            throw new StatusException(Sw.WRONG_DATA);
        }
        byte[] expected = algorithm.hmac(code.key(), proof.toArray());
        if (response.length() != expected.length) {
            throw new StatusException(Sw.WRONG_DATA);
        }
        if (!MessageDigest.isEqual(expected, response.toArray())) {
            throw new StatusException(Sw.NO_SUCH_OBJECT);
        }
        boolean first = memory.oath().code() == null;
        memory.commit(memory.oath().with(code));
        if (first) {
            // A NEO asks for the new code at once, in the session that set it.
            validated = !memory.firmware().neo();
        }
    }

    private byte[] validate(TlvReader tlvs) throws StatusException {
        KeyState.AccessCode code = memory.oath().code();
        if (code == null) {
            throw new StatusException(Sw.NO_SUCH_OBJECT);
        }
        Bytes response = tlvs.value(OathTag.RESPONSE);
        Bytes fromClient = tlvs.value(OathTag.CHALLENGE);
        tlvs.end();
        Bytes ours = challenge;
        HmacAlgorithm algorithm = HmacAlgorithm.ofType(code.type());
        boolean right = ours != null
                && fromClient.length() >= CHALLENGE_LENGTH
                && MessageDigest.isEqual(algorithm.hmac(code.key(), ours.toArray()), response.toArray());
        if (!right) {
            throw new StatusException(Sw.WRONG_DATA);
        }
        validated = true;
        // Unlike CALCULATE's, this answer has no digits byte.
        return new TlvWriter()
                .add(OathTag.RESPONSE, algorithm.hmac(code.key(), fromClient.toArray()))
                .toBytes();
    }
}
