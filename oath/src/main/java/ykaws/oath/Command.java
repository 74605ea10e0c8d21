package ykaws.oath;

/**
 * The instructions of YKOATH (https://developers.yubico.com/OATH/YKOATH_Protocol.html); RENAME is known from Yubico's
 * clients only.
 */
enum Command {
    PUT(0x01, 0x00),
    DELETE(0x02, 0x00),
    SET_CODE(0x03, 0x00),
    /** P1 P2 are DE AD, so that nobody sends it by accident: it asks for no password. */
    RESET(0x04, 0xDE),
    RENAME(0x05, 0x00),
    LIST(0xA1, 0x00),
    CALCULATE(0xA2, 0x00),
    VALIDATE(0xA3, 0x00),
    /** Shares its instruction with SELECT, which has P1 04. */
    CALCULATE_ALL(0xA4, 0x00),
    SELECT(0xA4, 0x04);

    /** P2 of CALCULATE and CALCULATE ALL for the 31 bits of a code; without it comes the whole HMAC. */
    static final int P2_TRUNCATED = 0x01;

    /** P2 of RESET. */
    static final int P2_RESET = 0xAD;

    private final int ins;
    private final int p1;

    Command(int ins, int p1) {
        this.ins = ins;
        this.p1 = p1;
    }

    int ins() {
        return ins;
    }

    int p1() {
        return p1;
    }

    /** Whether it changes what the key stores, so that it is never sent again when its answer was lost. */
    boolean changes() {
        return switch (this) {
            case PUT, DELETE, SET_CODE, RESET, RENAME -> true;
            case LIST, CALCULATE, VALIDATE, CALCULATE_ALL, SELECT -> false;
        };
    }

    /** As the specification writes it. */
    String text() {
        return name().replace('_', ' ');
    }
}
