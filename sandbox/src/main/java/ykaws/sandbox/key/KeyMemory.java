package ykaws.sandbox.key;

import com.yubico.yubikit.core.Transport;
import java.io.IOException;

/** The non-volatile memory of a key in use: the state as it is on disk. */
final class KeyMemory {
    private final KeyFile file;
    private final Transport transport;
    private KeyState state;
    private boolean reboots;

    KeyMemory(KeyFile file, KeyState state, Transport transport) {
        this.file = file;
        this.state = state;
        this.transport = transport;
    }

    /** The transport by which the key is in use. */
    Transport transport() {
        return transport;
    }

    /** Whether Management has an application of that bit enabled over this transport. */
    boolean enabled(int application) {
        KeyConfig config = state.config();
        int enabled = transport == Transport.USB ? config.usb() : config.nfcRestricted() ? 0 : config.nfc();
        return (enabled & application) != 0;
    }

    /** The key starts anew after the present answer. */
    void reboot() {
        reboots = true;
    }

    boolean reboots() {
        return reboots;
    }

    KeyState state() {
        return state;
    }

    Firmware firmware() {
        return state.firmware();
    }

    KeyState.Oath oath() {
        return state.oath();
    }

    /** On return the next state is on disk; if it fails, the former state stays. */
    void commit(KeyState next) throws IOException {
        file.save(next);
        state = next;
    }

    void commit(KeyState.Oath next) throws IOException {
        commit(state.with(next));
    }
}
