package ykaws.pcsc;

import com.yubico.yubikit.core.Transport;
import com.yubico.yubikit.core.smartcard.SmartCardConnection;
import java.io.IOException;

/** A connection and the lock of its key, which is let go only after the reader is. */
final class HeldConnection implements SmartCardConnection {
    private final SmartCardConnection connection;
    private final KeyLocks.Held lock;

    HeldConnection(SmartCardConnection connection, KeyLocks.Held lock) {
        this.connection = connection;
        this.lock = lock;
    }

    @Override
    public byte[] sendAndReceive(byte[] command) throws IOException {
        return connection.sendAndReceive(command);
    }

    @Override
    public Transport getTransport() {
        return connection.getTransport();
    }

    @Override
    public boolean isExtendedLengthApduSupported() {
        return connection.isExtendedLengthApduSupported();
    }

    @Override
    public byte[] getAtr() {
        return connection.getAtr();
    }

    @Override
    public void close() throws IOException {
        try (lock) {
            connection.close();
        }
    }
}
