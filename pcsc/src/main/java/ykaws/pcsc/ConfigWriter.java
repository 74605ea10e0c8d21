package ykaws.pcsc;

import com.yubico.yubikit.core.smartcard.Apdu;
import com.yubico.yubikit.core.smartcard.AppId;
import com.yubico.yubikit.core.smartcard.SmartCardConnection;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import ykaws.pcsc.PcscException.Kind;

/**
 * Writes to Management what a key is to be: WRITE CONFIG (firmware 5.0.0 and later), SET MODE (before that).
 *
 * <p>Source: Yubico's "YubiKey Device Configuration" and the open sources of its own libraries.
 */
public final class ConfigWriter {
    /** A lock code is as long as an AES key. */
    public static final int LOCK_CODE_BYTES = 16;

    private static final int INS_SET_MODE = 0x16;
    private static final int INS_WRITE_CONFIG = 0x1C;
    private static final int INS_OTP_REQUEST = 0x01;
    private static final int P1_DEVICE_CONFIG = 0x11;

    /** The command's length byte counts no more. */
    private static final int LONGEST = 0xFF;

    private static final int OK = 0x9000;

    private final SmartCardConnection connection;
    private final DeviceInfo before;
    private final @Nullable SecureMessaging channel;

    ConfigWriter(SmartCardConnection connection, DeviceInfo before, @Nullable SecureMessaging channel) {
        this.connection = connection;
        this.before = before;
        this.channel = channel;
    }

    /** What is done with the writer. */
    public interface Write {
        /** Called once. */
        void run(ConfigWriter writer) throws IOException;
    }

    /**
     * WRITE CONFIG, with a reboot of the key at once if its USB interfaces change ({@link ConfigChange#reboots}).
     *
     * @param lockCode the present lock code, 16 bytes; null if there is none. The caller wipes it
     * @param newLockCode the next one; all zero removes it; null: it stays. The caller wipes it
     * @throws PcscException what {@link ConfigChange#check} throws; WRONG_LOCK_CODE; REFUSED
     */
    public void write(ConfigChange change, byte @Nullable [] lockCode, byte @Nullable [] newLockCode)
            throws IOException {
        change.check(before);
        if (before.configLocked() && lockCode == null) {
            throw new PcscException(
                    Kind.WRONG_LOCK_CODE, null, "the configuration of the key is locked by a lock code");
        }
        byte[] data = data(change, lockCode, newLockCode);
        try {
            int status = management().status(new Apdu(0, INS_WRITE_CONFIG, 0, 0, data));
            if (status != OK) {
                throw refused("the change of its configuration", status);
            }
        } finally {
            Arrays.fill(data, (byte) 0);
        }
    }

    /**
     * SET MODE; a NEO takes it in its OTP application.
     *
     * @throws PcscException what {@link ModeChange#check} throws; REFUSED, as with an OTP slot's access code
     */
    public void setMode(ModeChange change) throws IOException {
        change.check(before);
        boolean neo = before.version().major < 4;
        Application application = management();
        if (neo) {
            OlderKey.deselect(connection);
            if (application.selectByEitherAid(AppId.OTP).isEmpty()) {
                throw new PcscException(Kind.REFUSED, null, "the key has no OTP application");
            }
        }
        int ins = neo ? INS_OTP_REQUEST : INS_SET_MODE;
        int status = application.status(new Apdu(0, ins, P1_DEVICE_CONFIG, 0, change.data()));
        if (status != OK) {
            throw refused("the mode", status);
        }
    }

    private Application management() throws IOException {
        return ManagementSession.open(connection, channel)
                .orElseThrow(() -> new PcscException(Kind.REFUSED, null, "the key has no Management application"))
                .application();
    }

    private PcscException refused(String what, int status) {
        boolean code = status == 0x6982 || status == 0x6983 || status == 0x6985 || (status & 0xFFF0) == 0x63C0;
        return before.configLocked() && code
                ? new PcscException(Kind.WRONG_LOCK_CODE, null, "the key refused the lock code")
                : new PcscException(Kind.REFUSED, null, String.format("the key refused %s (%04X)", what, status));
    }

    private byte[] data(ConfigChange change, byte @Nullable [] lockCode, byte @Nullable [] newLockCode) {
        // Not by a growing buffer: it would leave copies of the lock codes behind.
        ByteBuffer data = ByteBuffer.allocate(LONGEST + 1).put((byte) 0);
        if (change.reboots(before)) {
            put(data, ConfigTags.REBOOT);
        }
        putCode(data, ConfigTags.UNLOCK, lockCode);
        putShort(data, ConfigTags.USB_ENABLED, change.usbEnabled());
        putShort(data, ConfigTags.NFC_ENABLED, change.nfcEnabled());
        putShort(data, ConfigTags.AUTO_EJECT, change.settings().autoEjectSeconds());
        putByte(data, ConfigTags.CHALLENGE_RESPONSE, change.settings().challengeResponseSeconds());
        putByte(data, ConfigTags.FLAGS, change.settings().flags());
        putCode(data, ConfigTags.CONFIG_LOCK, newLockCode);
        if (change.restrictNfc()) {
            // Only ever set: power over USB takes it back, and firmware without it refuses the tag.
            put(data, ConfigTags.NFC_RESTRICTED, (byte) 1);
        }
        byte[] whole = Arrays.copyOf(data.array(), data.position());
        Arrays.fill(data.array(), (byte) 0);
        whole[0] = (byte) (whole.length - 1);
        return whole;
    }

    private static void put(ByteBuffer data, int tag, byte... value) {
        data.put((byte) tag).put((byte) value.length).put(value);
    }

    private static void putByte(ByteBuffer data, int tag, OptionalInt value) {
        if (value.isPresent()) {
            put(data, tag, (byte) value.getAsInt());
        }
    }

    private static void putShort(ByteBuffer data, int tag, OptionalInt value) {
        if (value.isPresent()) {
            put(data, tag, (byte) (value.getAsInt() >> Byte.SIZE), (byte) value.getAsInt());
        }
    }

    private static void putCode(ByteBuffer data, int tag, byte @Nullable [] code) {
        if (code != null) {
            if (code.length != LOCK_CODE_BYTES) {
                throw new IllegalArgumentException("a lock code has " + LOCK_CODE_BYTES + " bytes");
            }
            put(data, tag, code);
        }
    }
}
