package ykaws.sandbox.key;

import java.io.IOException;
import java.util.Optional;
import ykaws.sandbox.StateFolder;

/** The file that keeps one {@link KeyState}. */
final class KeyFile {
    private final StateFolder folder;
    private final String name;

    KeyFile(StateFolder folder, int serial) {
        this.folder = folder;
        this.name = "key-".concat(Integer.toString(serial)).concat(".state");
    }

    /** The state; a key that has none yet is made with the given firmware. */
    KeyState load(String firmware) throws IOException {
        Optional<byte[]> content = folder.read(name);
        if (content.isPresent()) {
            return parse(content.get());
        }
        return folder.locked(new StateFolder.Work<>() {
            @Override
            public KeyState run() throws IOException {
                // Another process may have made it meanwhile.
                Optional<byte[]> now = folder.read(name);
                if (now.isPresent()) {
                    return parse(now.get());
                }
                KeyState fresh = KeyState.fresh(Firmware.parse(firmware));
                folder.write(name, KeyText.write(fresh));
                return fresh;
            }
        });
    }

    void save(KeyState state) throws IOException {
        byte[] content = KeyText.write(state);
        folder.locked(new StateFolder.Work<Object>() {
            @Override
            public Object run() throws IOException {
                folder.write(name, content);
                return name;
            }
        });
    }

    private KeyState parse(byte[] content) throws IOException {
        try {
            return KeyText.read(content);
        } catch (IllegalArgumentException e) {
            // Without the cause: its message may quote the file, which holds keys.
            throw new IOException(
                    "the state of the software key is damaged: " + folder.path().resolve(name));
        }
    }
}
