package ykaws.sandbox.key;

import java.io.IOException;

/** The non-volatile memory of a key in use: the state as it is on disk. */
final class KeyMemory {
    private final KeyFile file;
    private KeyState state;

    KeyMemory(KeyFile file, KeyState state) {
        this.file = file;
        this.state = state;
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
