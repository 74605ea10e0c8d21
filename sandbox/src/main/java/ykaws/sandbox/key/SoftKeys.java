package ykaws.sandbox.key;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import ykaws.sandbox.Pause;
import ykaws.sandbox.StateFolder;

/** The software YubiKeys of a sandbox: one to work with, one as its backup. */
public final class SoftKeys {
    /** What a key has that nobody reset to another. */
    static final String FIRMWARE = "5.7.1";

    private static final int FIRST = 12345678;
    private static final int BACKUP = 23456789;

    /** The first key of the box; the others are numbered from there. */
    private static final int BOX = 30_000_001;

    private static final int BOX_SIZE = 99_999;

    private final StateFolder folder;
    private final Settings settings;
    private final List<SoftKey> keys;

    private SoftKeys(StateFolder folder, Settings settings) {
        this.folder = folder;
        this.settings = settings;
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
     * A key of the box from which an administrator takes new keys: numbered from 1, serial numbers from 30000001 on.
     *
     * @throws IllegalArgumentException beyond 99999
     */
    public SoftKey ofBox(int number) {
        if (number < 1 || number > BOX_SIZE) {
            throw new IllegalArgumentException("the box has no key number " + number);
        }
        return new SoftKey(folder, BOX + number - 1, settings);
    }

    /** The key with that serial number: one of the two, or of the box. */
    public Optional<SoftKey> withSerial(int serial) {
        if (serial >= BOX && serial < BOX + BOX_SIZE) {
            return Optional.of(ofBox(serial - BOX + 1));
        }
        return keys.stream().filter(key -> key.serial() == serial).findFirst();
    }

    /** The keys of the box that were ever plugged in. */
    public List<SoftKey> usedOfBox() throws IOException {
        List<SoftKey> used = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder.path())) {
            for (Path file : files.sorted().toList()) {
                String name = file.getFileName().toString();
                if (name.matches("key-300\\d{5}\\.state")) {
                    used.add(new SoftKey(folder, Integer.parseInt(name.substring(4, 12)), settings));
                }
            }
        }
        return used;
    }

    /**
     * Both keys anew, without accounts, with that firmware ({@code 3.4.9}, {@code 4.3.5}, {@code 5.7.1} …);
     * {@code -fips} behind the version of a YubiKey 5 makes it one of the FIPS series.
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
            for (SoftKey key : usedOfBox()) {
                key.forget();
            }
        }
    }

    /** USB-A for the first, USB-C for its backup, so that lists show which is which. */
    static int formFactor(int serial) {
        return serial == BACKUP ? 0x03 : 0x01;
    }
}
