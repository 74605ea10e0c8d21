package ykaws.sandbox.key;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.yubico.yubikit.core.Transport;
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

    ScpIdentity identity() {
        return new ScpIdentity(folder, serial);
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
        return plugIn(Transport.USB);
    }

    /**
     * Lays the key on an NFC reader: short commands only, and the applications that are enabled there.
     *
     * @throws IllegalArgumentException for a YubiKey 4, which has no NFC
     */
    public SmartCardConnection connectOverNfc() throws IOException {
        return plugIn(Transport.NFC);
    }

    SoftKeyConnection plugIn(Transport transport) throws IOException {
        KeyLock lock = KeyLock.take(folder, serial, settings.pause());
        boolean connected = false;
        try {
            KeyMemory memory = new KeyMemory(file, file.load(SoftKeys.FIRMWARE), transport);
            if (transport == Transport.NFC) {
                memory.firmware().nfcAtr();
            }
            SoftKeyConnection connection = new SoftKeyConnection(lock, ApduLog.open(folder, serial), memory, this);
            connected = true;
            return connection;
        } finally {
            if (!connected) {
                lock.close();
            }
        }
    }

    /** Enables or disables the OATH application over both transports, as Management can: disabled, SELECT does not find it. */
    public void setOathEnabled(boolean enabled) throws IOException {
        try (KeyLock lock = take()) {
            lock.held();
            KeyState state = file.load(SoftKeys.FIRMWARE);
            file.save(state.with(state.config().withOathEnabled(enabled)));
        }
    }

    /**
     * Damages the record of an account, as worn memory does: LIST still names it, CALCULATE of it and CALCULATE ALL
     * answer 6581 until it is deleted or put anew. The same is done by adding 128 to the properties in the key's file.
     *
     * @throws IllegalArgumentException if there is no account of that id
     */
    public void damage(String account) throws IOException {
        Bytes name = Bytes.of(account.getBytes(UTF_8));
        try (KeyLock lock = take()) {
            lock.held();
            KeyState state = file.load(SoftKeys.FIRMWARE);
            List<OathAccount> accounts = new ArrayList<>();
            boolean found = false;
            for (OathAccount each : state.oath().accounts()) {
                boolean meant = each.name().equals(name);
                found |= meant;
                accounts.add(meant ? each.asDamaged() : each);
            }
            if (!found) {
                throw new IllegalArgumentException("no such account on the software key: " + account);
            }
            file.save(state.with(state.oath().with(accounts)));
        }
    }

    /** Makes it a new key with that firmware. The caller holds the lock. */
    void renew(Firmware firmware) throws IOException {
        file.save(KeyState.fresh(firmware));
        ScpIdentity.forget(folder, serial);
        Files.deleteIfExists(ApduLog.file(folder, serial));
    }

    /** Makes it as if it had never been plugged in. */
    void forget() throws IOException {
        ScpIdentity.forget(folder, serial);
        Files.deleteIfExists(ApduLog.file(folder, serial));
        Files.deleteIfExists(folder.path().resolve("key-" + serial + ".state"));
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
