package ykaws.aws.session;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/** Collects bytes of secrets; leaves zeros behind when it grows and when it is emptied. */
final class WipedBytes extends ByteArrayOutputStream {
    private static final int ENOUGH = 4096;

    WipedBytes() {
        super(ENOUGH);
    }

    @Override
    public synchronized void write(int b) {
        grow(1);
        super.write(b);
    }

    @Override
    public synchronized void write(byte[] bytes, int offset, int length) {
        grow(length);
        super.write(bytes, offset, length);
    }

    private void grow(int more) {
        if (count + more > buf.length) {
            byte[] former = buf;
            buf = Arrays.copyOf(former, 2 * (count + more));
            Arrays.fill(former, (byte) 0);
        }
    }

    /** The bytes so far; the caller wipes them. */
    synchronized byte[] take() {
        byte[] bytes = toByteArray();
        Arrays.fill(buf, (byte) 0);
        reset();
        return bytes;
    }
}
