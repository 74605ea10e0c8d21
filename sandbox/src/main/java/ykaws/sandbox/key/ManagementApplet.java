package ykaws.sandbox.key;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.ByteBuffer;

/** The Management applet. What it tells and takes depends on the firmware. */
final class ManagementApplet implements Applet {
    private static final Bytes AID = Bytes.ofHex("A000000527471117");
    private static final int SET_MODE = 0x16;
    private static final int DEVICE_CONFIG = 0x1100;
    private static final int WRITE_CONFIG = 0x1C;
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
    /** In the form factor: a key of the FIPS series. */
    private static final int FIPS_SERIES = 0x80;

    // Applications of the FIPS series, in an order of their own: FIDO2, PIV, OpenPGP, OATH, YubiHSM Auth.
    private static final int FIPS_ALL = 0x1F;
    private static final int FIPS_OATH = 0x08;
    private static final int FIPS_CAPABLE = 0x14;
    private static final int FIPS_APPROVED = 0x15;
    private static final int PIN_COMPLEXITY = 0x16;
    private static final int NFC_RESTRICTED = 0x17;
    private static final int RESET_BLOCKED = 0x18;

    /** What 4.2.4 claims wrongly; clients put 3F in its place. */
    private static final int YK424_CAPABILITIES = 0x07;

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
    public byte[] process(CommandApdu command) throws StatusException, IOException {
        return switch (command.ins()) {
            case READ_CONFIG -> readConfig(command);
            case WRITE_CONFIG -> writeConfig(command);
            case SET_MODE -> setMode(command);
            default -> throw new StatusException(Sw.INS_NOT_SUPPORTED);
        };
    }

    private byte[] writeConfig(CommandApdu command) throws StatusException, IOException {
        require(memory.firmware().writeConfig(), Sw.INS_NOT_SUPPORTED);
        require(command.p1p2() == 0, Sw.WRONG_P1P2);
        KeyState state = memory.state();
        ConfigChange change = ConfigChange.of(state.config(), memory.firmware(), command.data());
        memory.commit(state.with(change.result()));
        if (change.reboots()) {
            memory.reboot();
        }
        return new byte[0];
    }

    /** Holds from the next power-up on. A NEO takes it in its OTP applet. */
    private byte[] setMode(CommandApdu command) throws StatusException, IOException {
        require(memory.firmware().major() == 4, Sw.INS_NOT_SUPPORTED);
        require(command.p1p2() == DEVICE_CONFIG, Sw.WRONG_P1P2);
        KeyState state = memory.state();
        memory.commit(state.with(state.config().withMode(command.data(), memory.firmware())));
        return new byte[0];
    }

    private static void require(boolean good, int otherwise) throws StatusException {
        if (!good) {
            throw new StatusException(otherwise);
        }
    }

    private byte[] readConfig(CommandApdu command) throws StatusException {
        require(memory.firmware().readConfig(), Sw.INS_NOT_SUPPORTED);
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
        int supported = memory.firmware().capabilities();
        KeyConfig config = memory.state().config();
        if (memory.firmware().major() == 4) {
            boolean wrong = memory.firmware().text().equals("4.2.4");
            return page.add(USB_SUPPORTED, wrong ? YK424_CAPABILITIES : supported)
                    .add(SERIAL, serialBytes())
                    .add(USB_ENABLED, config.usb())
                    .toBytes();
        }
        page.add(USB_SUPPORTED, two(supported))
                .add(SERIAL, serialBytes())
                .add(USB_ENABLED, two(config.usb()))
                .add(
                        FORM_FACTOR,
                        SoftKeys.formFactor(serial) | (memory.firmware().fips() ? FIPS_SERIES : 0))
                .add(VERSION, memory.firmware().bytes())
                .add(AUTO_EJECT, two(config.settings().autoEject()))
                .add(RESPONSE_TIMEOUT, config.settings().responseTimeout())
                .add(DEVICE_FLAGS, config.settings().flags())
                .add(NFC_SUPPORTED, two(supported))
                .add(NFC_ENABLED, two(config.nfc()))
                .add(CONFIG_LOCKED, config.lockCode() == null ? 0 : 1);
        if (memory.firmware().isAtLeast(5, 7, 0)) {
            page.add(MORE_PAGES, 1);
        }
        return page.toBytes();
    }

    private byte[] secondPage() {
        return new TlvWriter()
                .add(FIPS_CAPABLE, two(memory.firmware().fips() ? FIPS_ALL : 0))
                .add(FIPS_APPROVED, two(approved() ? FIPS_OATH : 0))
                .add(PIN_COMPLEXITY, 0)
                .add(NFC_RESTRICTED, memory.state().config().nfcRestricted() ? 1 : 0)
                .add(RESET_BLOCKED, two(0))
                .toBytes();
    }

    private boolean approved() {
        return memory.firmware().fips() && memory.oath().code() != null;
    }

    private byte[] serialBytes() {
        return ByteBuffer.allocate(Integer.BYTES).putInt(serial).array();
    }

    private static byte[] two(int value) {
        return new byte[] {(byte) (value >> 8), (byte) value};
    }
}
