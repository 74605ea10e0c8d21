package ykaws.pcsc;

import com.yubico.yubikit.core.Version;
import com.yubico.yubikit.core.smartcard.Apdu;
import com.yubico.yubikit.core.smartcard.AppId;
import com.yubico.yubikit.core.smartcard.SmartCardConnection;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Keys without READ CONFIG: the NEO, the YubiKey 4 before 4.1.0, and what has no Management over NFC. Their serial
 * comes from the OTP application; which other applications they have is found by trying.
 */
final class OlderKey {
    /** A command that the NEO refuses: without it the next SELECT still ends in its Management application. */
    private static final byte[] DESELECT = {(byte) 0xA4, 0x04, 0x00, 0x08};

    private static final int INS_OTP_REQUEST = 0x01;
    private static final int P1_SERIAL = 0x10;
    private static final int VERSION_BYTES = 3;
    private static final int MODE_OFFSET = 6;

    /** What U2F was registered under before FIDO had an AID of its own. */
    private static final byte[] YUBICO_U2F = {(byte) 0xA0, 0x00, 0x00, 0x05, 0x27, 0x10, 0x02};

    private OlderKey() {}

    /** Leaves the Management application of a NEO. */
    static void deselect(SmartCardConnection connection) throws IOException {
        connection.sendAndReceive(DESELECT.clone());
    }

    /** For a key whose Management application is selected and told {@code version}. */
    static DeviceInfo describeAfterManagement(SmartCardConnection connection, Version version) throws IOException {
        deselect(connection);
        return describe(connection, Optional.of(version));
    }

    /**
     * Asks OTP, then tries the others.
     *
     * @param told the version, if Management told it
     * @throws PcscException UNSUPPORTED if nothing of a YubiKey's is on the card
     */
    static DeviceInfo describe(SmartCardConnection connection, Optional<Version> told) throws IOException {
        Application application = new Application(connection);
        Optional<byte[]> otp = application.selectByEitherAid(AppId.OTP);
        OptionalInt serial = otp.isPresent() ? serial(application) : OptionalInt.empty();
        Version version = told.or(() -> otp.flatMap(OlderKey::version)).orElse(new Version(3, 0, 0));
        int capabilities = otp.isPresent() ? Capability.OTP.bit() : 0;
        capabilities |= probe(application, AppId.FIDO, Capability.U2F);
        capabilities |= probe(application, YUBICO_U2F, Capability.U2F);
        capabilities |= probe(application, AppId.PIV, Capability.PIV);
        capabilities |= probe(application, AppId.OPENPGP, Capability.OPENPGP);
        capabilities |= probe(application, AppId.OATH, Capability.OATH);
        if (capabilities == 0 && told.isEmpty()) {
            throw new PcscException(
                    PcscException.Kind.UNSUPPORTED, null, "the card is not a YubiKey: it has none of its applications");
        }
        if (version.isAtLeast(3, 3, 0)) {
            capabilities |= Capability.U2F.bit();
        }
        KeyIdentity identity = new KeyIdentity(serial, version, FormFactor.UNKNOWN, false, KeyIdentity.Parts.UNTOLD);
        // Of these keys only the NEO has NFC, and there what USB has.
        ApplicationSet nfc = version.major == 3 ? ApplicationSet.allEnabled(capabilities) : ApplicationSet.NONE;
        ApplicationSet usb = ApplicationSet.allEnabled(capabilities);
        if (version.major == 3) {
            usb = usb.withEnabled(
                    otp.flatMap(OlderKey::mode).orElse(UsbInterfaces.ALL).applications() & capabilities);
        }
        return new DeviceInfo(identity, usb, nfc, DeviceSettings.UNTOLD, DeviceProtection.NONE);
    }

    /** The interfaces that a NEO shows over USB. */
    private static Optional<UsbInterfaces> mode(byte[] otpStatus) {
        return otpStatus.length > MODE_OFFSET ? UsbInterfaces.ofMode(otpStatus[MODE_OFFSET]) : Optional.empty();
    }

    /** Empty too if the owner switched SERIAL_API_VISIBLE off. */
    private static OptionalInt serial(Application otp) throws IOException {
        Optional<byte[]> answer = otp.sendIfAllowed(new Apdu(0, INS_OTP_REQUEST, P1_SERIAL, 0, null));
        if (answer.isEmpty() || answer.get().length < Integer.BYTES) {
            return OptionalInt.empty();
        }
        return OptionalInt.of(ByteBuffer.wrap(answer.get()).getInt());
    }

    private static Optional<Version> version(byte[] otpStatus) {
        // Numbers above 127 are no version.
        boolean told = otpStatus.length >= VERSION_BYTES && otpStatus[0] >= 0 && otpStatus[1] >= 0 && otpStatus[2] >= 0;
        return told ? Optional.of(Version.fromBytes(otpStatus)) : Optional.empty();
    }

    private static int probe(Application application, byte[] aid, Capability capability) throws IOException {
        return application.select(aid).isPresent() ? capability.bit() : 0;
    }
}
