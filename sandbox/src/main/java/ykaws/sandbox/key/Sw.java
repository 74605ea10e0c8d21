package ykaws.sandbox.key;

/** The status words that the emulated applets answer (ISO 7816-4; their use by YKOATH as its specification says). */
final class Sw {
    static final int OK = 0x9000;
    static final int MORE_DATA = 0x6100;
    static final int MEMORY_FAILURE = 0x6581;
    static final int WRONG_LENGTH = 0x6700;
    static final int SECURITY_STATUS_NOT_SATISFIED = 0x6982;
    static final int NO_SUCH_OBJECT = 0x6984;
    static final int CONDITIONS_NOT_SATISFIED = 0x6985;
    static final int WRONG_DATA = 0x6A80;
    static final int NO_SUCH_APPLICATION = 0x6A82;
    static final int NO_SPACE = 0x6A84;
    static final int REFERENCE_NOT_FOUND = 0x6A88;
    static final int WRONG_P1P2 = 0x6B00;
    static final int INS_NOT_SUPPORTED = 0x6D00;
    static final int CLA_NOT_SUPPORTED = 0x6E00;
    static final int UNKNOWN_FAILURE = 0x6F00;

    private Sw() {}
}
