package ykaws.pcsc;

import com.yubico.yubikit.core.Transport;
import com.yubico.yubikit.core.smartcard.SmartCardConnection;
import java.io.IOException;

/** A connection around another, of which it tells all that does not change. */
abstract class ForwardingConnection implements SmartCardConnection {
    final SmartCardConnection connection;

    ForwardingConnection(SmartCardConnection connection) {
        this.connection = connection;
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
        connection.close();
    }
}
