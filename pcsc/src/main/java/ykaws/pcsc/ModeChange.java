package ykaws.pcsc;

import java.util.OptionalInt;

/**
 * The USB mode of a YubiKey NEO or 4, which have no finer configuration. It holds after the key was pulled out and
 * plugged in again.
 *
 * @param challengeResponseSeconds how long the OTP application waits for a touch; 0: its default
 * @param autoEjectSeconds a touch ejects and inserts the card, and so much silence (0: never) ejects it; empty: it
 *     stays inserted
 */
public record ModeChange(UsbInterfaces interfaces, int challengeResponseSeconds, OptionalInt autoEjectSeconds) {
    private static final int LONGEST_EJECT = 0xFFFF;
    private static final int LONGEST_RESPONSE = 0xFF;

    /**
     * Refuses what this key cannot do, and what would leave it deaf.
     *
     * @throws PcscException INVALID_CHANGE
     */
    public void check(DeviceInfo before) throws PcscException {
        if (before.version().major == 0 || before.version().isAtLeast(5, 0, 0)) {
            throw invalid("a key with firmware " + before.version() + " has no modes, but applications to configure");
        }
        if (!interfaces.ccid()) {
            throw invalid("without CCID the key is no smart card any more, and ykaws could not reach it to undo this");
        }
        UsbInterfaces supported = UsbInterfaces.of(before.usb().supported());
        if ((interfaces.otp() && !supported.otp()) || (interfaces.fido() && !supported.fido())) {
            throw invalid("this key has only " + supported.text());
        }
        boolean alone = !interfaces.otp() && !interfaces.fido();
        if (autoEjectSeconds.isPresent() && !alone) {
            throw invalid("the card is ejected by touch only where CCID is the only interface");
        }
        if (autoEjectSeconds.orElse(0) < 0 || autoEjectSeconds.orElse(0) > LONGEST_EJECT) {
            throw invalid("the auto-eject time-out is 0 to " + LONGEST_EJECT + " seconds");
        }
        if (challengeResponseSeconds < 0 || challengeResponseSeconds > LONGEST_RESPONSE) {
            throw invalid("the challenge-response time-out is 0 to " + LONGEST_RESPONSE + " seconds");
        }
    }

    private static PcscException invalid(String message) {
        return new PcscException(PcscException.Kind.INVALID_CHANGE, null, message);
    }

    /** The four bytes of SET MODE; the seconds are little-endian, unlike all else of Management. */
    byte[] data() {
        int seconds = autoEjectSeconds.orElse(0);
        int eject = autoEjectSeconds.isPresent() ? DeviceSettings.EJECT : 0;
        return new byte[] {
            (byte) (interfaces.mode() | eject),
            (byte) challengeResponseSeconds,
            (byte) seconds,
            (byte) (seconds >> Byte.SIZE)
        };
    }
}
