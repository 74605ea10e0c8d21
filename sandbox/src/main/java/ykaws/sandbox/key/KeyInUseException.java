package ykaws.sandbox.key;

import java.io.IOException;

/** The software key is connected elsewhere: a key is exclusive between processes, as a reader is. */
public final class KeyInUseException extends IOException {
    private static final long serialVersionUID = 1L;

    private final int serial;

    KeyInUseException(int serial) {
        super("the software key " + serial + " is in use by another connection");
        this.serial = serial;
    }

    public int serial() {
        return serial;
    }
}
