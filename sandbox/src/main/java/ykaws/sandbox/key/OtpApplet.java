package ykaws.sandbox.key;

import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * As much of a NEO's OTP applet as tells who the key is: its Management applet has no READ CONFIG, so clients take
 * version, mode and serial number from here.
 */
final class OtpApplet implements Applet {
    private static final Bytes AID = Bytes.ofHex("A000000527200101");
    private static final int API_REQUEST = 0x01;
    private static final int GET_SERIAL = 0x10;
    private static final int SET_MODE = 0x11;

    private final KeyMemory memory;
    private final int serial;

    OtpApplet(KeyMemory memory, int serial) {
        this.memory = memory;
        this.serial = serial;
    }

    @Override
    public Bytes aid() {
        return AID;
    }

    @Override
    public boolean available() {
        return memory.firmware().neo();
    }

    /** The status: version, programming sequence, touch level, mode, two time-outs. */
    @Override
    public byte[] select() {
        return ByteBuffer.allocate(10)
                .put(memory.firmware().bytes())
                .put((byte) 1)
                .putShort((short) 0)
                .put((byte) (memory.state().config().mode()
                        | memory.state().config().settings().flags()))
                .put((byte) memory.state().config().settings().responseTimeout())
                .putShort(Short.reverseBytes(
                        (short) memory.state().config().settings().autoEject()))
                .array();
    }

    @Override
    public void deselect() {
        // Has no session.
    }

    @Override
    public int continuation() {
        return 0xC0;
    }

    @Override
    public byte[] process(CommandApdu command) throws StatusException, IOException {
        if (command.ins() != API_REQUEST) {
            throw new StatusException(Sw.INS_NOT_SUPPORTED);
        }
        if (command.p1p2() == SET_MODE << 8) {
            KeyState state = memory.state();
            memory.commit(state.with(state.config().withMode(command.data(), memory.firmware())));
            return new byte[0];
        }
        if (command.p1() != GET_SERIAL || command.p2() != 0) {
            throw new StatusException(Sw.WRONG_P1P2);
        }
        return ByteBuffer.allocate(Integer.BYTES).putInt(serial).array();
    }
}
