package ykaws.sandbox.key;

/**
 * A command as it came over the wire: ISO 7816-3 cases 1, 2S, 3S, 4S, 2E, 3E and 4E.
 *
 * <p>Le is parsed and then ignored: the applets of a YubiKey answer in pieces of their own size whatever was expected.
 */
record CommandApdu(Header header, Bytes data, boolean extended) {
    private static final int HEADER = 4;
    private static final int CHAINED = 0x10;

    /** CLA, INS, P1 and P2, unsigned. */
    record Header(int cla, int ins, int p1, int p2) {
        boolean chained() {
            return (cla & CHAINED) != 0;
        }

        int claWithoutChaining() {
            return cla & ~CHAINED;
        }

        boolean continues(Header first) {
            return claWithoutChaining() == first.claWithoutChaining()
                    && ins == first.ins
                    && p1 == first.p1
                    && p2 == first.p2;
        }
    }

    static CommandApdu parse(byte[] raw) throws StatusException {
        if (raw.length < HEADER) {
            throw new StatusException(Sw.WRONG_LENGTH);
        }
        Header header = new Header(raw[0] & 0xFF, raw[1] & 0xFF, raw[2] & 0xFF, raw[3] & 0xFF);
        if (raw.length <= HEADER + 1) {
            return new CommandApdu(header, Bytes.EMPTY, false);
        }
        return raw[HEADER] == 0 ? parseExtended(header, raw) : parseShort(header, raw);
    }

    private static CommandApdu parseShort(Header header, byte[] raw) throws StatusException {
        int start = HEADER + 1;
        return new CommandApdu(header, body(raw, start, raw[HEADER] & 0xFF, 1), false);
    }

    private static CommandApdu parseExtended(Header header, byte[] raw) throws StatusException {
        int start = HEADER + 3;
        if (raw.length < start) {
            throw new StatusException(Sw.WRONG_LENGTH);
        }
        if (raw.length == start) {
            return new CommandApdu(header, Bytes.EMPTY, true);
        }
        int lc = ((raw[HEADER + 1] & 0xFF) << 8) | (raw[HEADER + 2] & 0xFF);
        if (lc == 0) {
            throw new StatusException(Sw.WRONG_LENGTH);
        }
        return new CommandApdu(header, body(raw, start, lc, 2), true);
    }

    private static Bytes body(byte[] raw, int start, int lc, int leSize) throws StatusException {
        int rest = raw.length - start - lc;
        if (rest != 0 && rest != leSize) {
            throw new StatusException(Sw.WRONG_LENGTH);
        }
        return Bytes.copy(raw, start, start + lc);
    }

    int cla() {
        return header.cla();
    }

    int ins() {
        return header.ins();
    }

    int p1() {
        return header.p1();
    }

    int p2() {
        return header.p2();
    }

    int p1p2() {
        return (p1() << 8) | p2();
    }
}
