package ykaws.pcsc;

/**
 * What a key was set to, besides its applications.
 *
 * @param autoEjectSeconds after so much silence the card is ejected, if {@link #touchEject} is set; 0: never
 * @param challengeResponseSeconds how long the OTP application waits for a touch; 0: its default, 15
 * @param flags tag 08
 */
public record DeviceSettings(int autoEjectSeconds, int challengeResponseSeconds, int flags) {
    /** The touch of the key ejects and inserts the card (CCID alone). */
    public static final int EJECT = 0x80;

    /** A touch wakes the computer up. */
    public static final int REMOTE_WAKEUP = 0x40;

    /** Of a key that tells nothing about them. */
    public static final DeviceSettings UNTOLD = new DeviceSettings(0, 0, 0);

    public boolean touchEject() {
        return (flags & EJECT) != 0;
    }

    public boolean remoteWakeup() {
        return (flags & REMOTE_WAKEUP) != 0;
    }
}
