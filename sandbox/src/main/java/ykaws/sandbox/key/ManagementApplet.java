package ykaws.sandbox.key;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;

/** The Management applet, to read from. What it tells depends on the firmware. */
final class ManagementApplet implements Applet {
    private static final Bytes AID = Bytes.ofHex("A000000527471117");
    private static final int READ_CONFIG = 0x1D;
    private static final int GET_RESPONSE = 0xC0;

    private static final int USB_SUPPORTED = 0x01;
    private static final int SERIAL = 0x02;
    private static final int USB_ENABLED = 0x03;
    private static final int FORM_FACTOR = 0x04;
    private static final int VERSION = 0x05;
    private static final int AUTO_EJECT = 0x06;
    private static final int RESPONSE_TIMEOUT = 0x07;
    private static final int DEVICE_FLAGS = 0x08;
    private static final int CONFIG_LOCKED = 0x0A;
    private static final int NFC_SUPPORTED = 0x0D;
    private static final int NFC_ENABLED = 0x0E;
    private static final int MORE_PAGES = 0x10;
    private static final int FIPS_CAPABLE = 0x14;
    private static final int FIPS_APPROVED = 0x15;
    private static final int PIN_COMPLEXITY = 0x16;
    private static final int NFC_RESTRICTED = 0x17;
    private static final int RESET_BLOCKED = 0x18;

    private static final int OATH = 0x20;
    /** OTP, U2F, OPENPGP, PIV, OATH and, on the wire of a YubiKey 4, CCID. */
    private static final int YK4_CAPABILITIES = 0x3F;
    /** What 4.2.4 claims wrongly; clients put 3F in its place. */
    private static final int YK424_CAPABILITIES = 0x07;

    private static final int YK5_CAPABILITIES = 0x023B;
    private static final int HSMAUTH = 0x0100;

    private final KeyMemory memory;
    private final int serial;

    ManagementApplet(KeyMemory memory, int serial) {
        this.memory = memory;
        this.serial = serial;
    }

    @Override
    public Bytes aid() {
        return AID;
    }

    @Override
    public boolean available() {
        return true;
    }

    @Override
    public byte[] select() {
        return "Virtual mgr - FW version ".concat(memory.firmware().text()).getBytes(US_ASCII);
    }

    @Override
    public void deselect() {
        // Has no session.
    }

    @Override
    public int continuation() {
        return GET_RESPONSE;
    }

    @Override
    public byte[] process(CommandApdu command) throws StatusException {
        if (command.ins() != READ_CONFIG || !memory.firmware().readConfig()) {
            throw new StatusException(Sw.INS_NOT_SUPPORTED);
        }
        int lastPage = memory.firmware().isAtLeast(5, 7, 0) ? 1 : 0;
        if (command.p2() != 0 || command.p1() > lastPage) {
            throw new StatusException(Sw.WRONG_P1P2);
        }
        byte[] tlvs = command.p1() == 0 ? firstPage() : secondPage();
        return ByteBuffer.allocate(tlvs.length + 1)
                .put((byte) tlvs.length)
                .put(tlvs)
                .array();
    }

    private byte[] firstPage() {
        TlvWriter page = new TlvWriter();
        if (memory.firmware().major() == 4) {
            boolean wrong = memory.firmware().text().equals("4.2.4");
            return page.add(USB_SUPPORTED, wrong ? YK424_CAPABILITIES : YK4_CAPABILITIES)
                    .add(SERIAL, serialBytes())
                    .add(USB_ENABLED, enabled(YK4_CAPABILITIES))
                    .toBytes();
        }
        int supported = memory.firmware().isAtLeast(5, 4, 3) ? YK5_CAPABILITIES | HSMAUTH : YK5_CAPABILITIES;
        page.add(USB_SUPPORTED, two(supported))
                .add(SERIAL, serialBytes())
                .add(USB_ENABLED, two(enabled(supported)))
                .add(FORM_FACTOR, SoftKeys.formFactor(serial))
                .add(VERSION, memory.firmware().bytes())
                .add(AUTO_EJECT, two(0))
                .add(RESPONSE_TIMEOUT, 15)
                .add(DEVICE_FLAGS, 0)
                .add(NFC_SUPPORTED, two(supported))
                .add(NFC_ENABLED, two(enabled(supported)))
                .add(CONFIG_LOCKED, 0);
        if (memory.firmware().isAtLeast(5, 7, 0)) {
            page.add(MORE_PAGES, 1);
        }
        return page.toBytes();
    }

    private static byte[] secondPage() {
        return new TlvWriter()
                .add(FIPS_CAPABLE, two(0))
                .add(FIPS_APPROVED, two(0))
                .add(PIN_COMPLEXITY, 0)
                .add(NFC_RESTRICTED, 0)
                .add(RESET_BLOCKED, two(0))
                .toBytes();
    }

    private int enabled(int supported) {
        return memory.state().oathEnabled() ? supported : supported & ~OATH;
    }

    private byte[] serialBytes() {
        return ByteBuffer.allocate(Integer.BYTES).putInt(serial).array();
    }

    private static byte[] two(int value) {
        return new byte[] {(byte) (value >> 8), (byte) value};
    }
}
