package ykaws.sandbox.key;

import java.io.IOException;
import java.util.List;
import ykaws.sandbox.Pause;
import ykaws.sandbox.StateFolder;

/** The software YubiKeys of a sandbox: one to work with, one as its backup. */
public final class SoftKeys {
    /** What a key has that nobody reset to another. */
    static final String FIRMWARE = "5.7.1";

    private static final int FIRST = 12345678;
    private static final int BACKUP = 23456789;

    private final List<SoftKey> keys;

    private SoftKeys(StateFolder folder, Settings settings) {
        this.keys = List.of(new SoftKey(folder, FIRST, settings), new SoftKey(folder, BACKUP, settings));
    }

    /**
     * How the keys meet the world.
     *
     * @param touch who touches the key
     * @param pause the wait for a key in use
     * @param wire how long answers come
     */
    public record Settings(Touch touch, Pause pause, Wire wire) {
        public static Settings of(Touch touch) {
            return new Settings(touch, Pause.SYSTEM, Wire.YUBIKEY);
        }
    }

    /** The keys that are kept in this folder; what is not there yet is made on first use. */
    public static SoftKeys in(StateFolder folder, Settings settings) {
        return new SoftKeys(folder, settings);
    }

    /** Both keys, the one to work with first. */
    public List<SoftKey> keys() {
        return keys;
    }

    /**
     * Both keys anew, without accounts, with that firmware ({@code 3.4.9}, {@code 4.3.5}, {@code 5.7.1} …).
     *
     * @throws IllegalArgumentException if that is no firmware version of a YubiKey NEO, 4 or 5
     * @throws KeyInUseException if one of them is connected; then neither is changed
     */
    public void reset(String firmware) throws IOException {
        Firmware version = Firmware.parse(firmware);
        try (KeyLock first = keys.get(0).take();
                KeyLock backup = keys.get(1).take()) {
            first.held();
            backup.held();
            for (SoftKey key : keys) {
                key.renew(version);
            }
        }
    }

    /** USB-A for the first, USB-C for its backup, so that lists show which is which. */
    static int formFactor(int serial) {
        return serial == BACKUP ? 0x03 : 0x01;
    }
}
