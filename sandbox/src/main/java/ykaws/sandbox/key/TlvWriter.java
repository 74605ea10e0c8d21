package ykaws.sandbox.key;

import java.io.ByteArrayOutputStream;

/** Collects tag-length-value objects of one answer. */
final class TlvWriter {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    /** Adds an object with one-byte tag; its value is the parts, one behind the other. */
    TlvWriter add(int tag, byte[]... parts) {
        int length = 0;
        for (byte[] part : parts) {
            length += part.length;
        }
        out.write(tag);
        writeLength(length);
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return this;
    }

    TlvWriter add(int tag, int oneByte) {
        return add(tag, new byte[] {(byte) oneByte});
    }

    private void writeLength(int length) {
        if (length > 0xFF) {
            out.write(0x82);
            out.write(length >> 8);
        } else if (length > 0x7F) {
            out.write(0x81);
        }
        out.write(length);
    }

    byte[] toBytes() {
        return out.toByteArray();
    }
}
