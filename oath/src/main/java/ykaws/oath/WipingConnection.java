package ykaws.oath;

import com.yubico.yubikit.core.Transport;
import com.yubico.yubikit.core.smartcard.SmartCardConnection;
import java.io.IOException;
import java.util.Arrays;

/**
 * Wipes the commands that carry a key once they were answered: yubikit-core builds them in arrays that nobody else can
 * reach. After a failure the array is left alone, since a connection that was interrupted may still be sending it.
 */
final class WipingConnection implements SmartCardConnection {
    private static final int INS_OFFSET = 1;

    private final SmartCardConnection connection;

    WipingConnection(SmartCardConnection connection) {
        this.connection = connection;
    }

    @Override
    public byte[] sendAndReceive(byte[] command) throws IOException {
        byte[] answer = connection.sendAndReceive(command);
        if (carriesKey(command)) {
            Arrays.fill(command, (byte) 0);
        }
        return answer;
    }

    private static boolean carriesKey(byte[] command) {
        return command.length > INS_OFFSET
                && (command[INS_OFFSET] == (byte) Command.PUT.ins()
                        || command[INS_OFFSET] == (byte) Command.SET_CODE.ins());
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
