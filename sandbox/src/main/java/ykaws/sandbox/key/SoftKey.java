package ykaws.sandbox.key;

import com.yubico.yubikit.core.smartcard.SmartCardConnection;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import ykaws.sandbox.StateFolder;

/** One software YubiKey of a sandbox. Its state is read at every use; nothing is held between connections. */
public final class SoftKey {
    private final StateFolder folder;
    private final int serial;
    private final SoftKeys.Settings settings;
    private final KeyFile file;

    SoftKey(StateFolder folder, int serial, SoftKeys.Settings settings) {
        this.folder = folder;
        this.serial = serial;
        this.settings = settings;
        this.file = new KeyFile(folder, serial);
    }

    public int serial() {
        return serial;
    }

    /** For example {@code 5.7.1}. */
    public String firmware() throws IOException {
        return file.load(SoftKeys.FIRMWARE).firmware().text();
    }

    SoftKeys.Settings settings() {
        return settings;
    }

    /**
     * Plugs the key in: powered up, nothing selected. It is this caller's alone until closed, among processes too.
     *
     * @throws KeyInUseException if another connection held it for half a second
     */
    public SmartCardConnection connect() throws IOException {
        return plugIn();
    }

    SoftKeyConnection plugIn() throws IOException {
        KeyLock lock = KeyLock.take(folder, serial, settings.pause());
        boolean connected = false;
        try {
            KeyMemory memory = new KeyMemory(file, file.load(SoftKeys.FIRMWARE));
            SoftKeyConnection connection = new SoftKeyConnection(lock, ApduLog.open(folder, serial), memory, this);
            connected = true;
            return connection;
        } finally {
            if (!connected) {
                lock.close();
            }
        }
    }

    /** Enables or disables the OATH application, as Management could: disabled, SELECT does not find it. */
    public void setOathEnabled(boolean enabled) throws IOException {
        try (KeyLock lock = take()) {
            lock.held();
            file.save(file.load(SoftKeys.FIRMWARE).withOathEnabled(enabled));
        }
    }

    /** Makes it a new key with that firmware. The caller holds the lock. */
    void renew(Firmware firmware) throws IOException {
        file.save(KeyState.fresh(firmware));
        Files.deleteIfExists(ApduLog.file(folder, serial));
    }

    KeyLock take() throws IOException {
        return KeyLock.take(folder, serial, settings.pause());
    }

    /** The commands answered so far, oldest first. */
    public List<ApduLog.Entry> apdus() throws IOException {
        return ApduLog.read(folder, serial);
    }

    /** What is on the key; readable while it is connected, too. */
    public KeySummary summary() throws IOException {
        KeyState state = file.load(SoftKeys.FIRMWARE);
        List<String> accounts = new ArrayList<>();
        for (OathAccount account : state.oath().accounts()) {
            accounts.add(account.name().text());
        }
        return new KeySummary(
                serial,
                state.firmware().text(),
                accounts,
                state.oath().code() != null,
                state.touches(),
                ApduLog.count(folder, serial));
    }
}
