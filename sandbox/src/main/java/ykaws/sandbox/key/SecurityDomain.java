package ykaws.sandbox.key;

import java.io.IOException;

/**
 * As much of GlobalPlatform's security domain as a client needs for SCP11b: which key the card has, and its
 * certificate (GlobalPlatform Card Specification 2.3.1, GET DATA).
 */
final class SecurityDomain implements Applet {
    /** Key id and version of the SCP11b key that a YubiKey comes with. */
    static final int KEY = 0x1301;

    private static final Bytes AID = Bytes.ofHex("A000000151000000");
    private static final int GET_DATA = 0xCA;
    private static final int KEY_INFORMATION = 0x00E0;
    private static final int CERTIFICATES = 0xBF21;
    private static final Bytes OF_THE_KEY = Bytes.ofHex("A60483021301");
    private static final byte[] THE_KEY = Bytes.ofHex("C0041301B120").toArray();

    private final KeyMemory memory;
    private final ScpIdentity identity;

    SecurityDomain(KeyMemory memory, ScpIdentity identity) {
        this.memory = memory;
        this.identity = identity;
    }

    @Override
    public Bytes aid() {
        return AID;
    }

    @Override
    public boolean available() {
        return memory.firmware().scp11();
    }

    @Override
    public byte[] select() {
        return new byte[0];
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
        if (command.ins() != GET_DATA) {
            throw new StatusException(Sw.INS_NOT_SUPPORTED);
        }
        return switch (command.p1p2()) {
            case KEY_INFORMATION -> THE_KEY.clone();
            case CERTIFICATES -> {
                if (!command.data().equals(OF_THE_KEY)) {
                    throw new StatusException(Sw.REFERENCE_NOT_FOUND);
                }
                yield identity.certificate();
            }
            default -> throw new StatusException(Sw.REFERENCE_NOT_FOUND);
        };
    }
}
