package ykaws.pcsc;

import com.yubico.yubikit.core.smartcard.SmartCardConnection;
import java.io.IOException;

/**
 * A connection and the lock of its key, which is let go only after the reader is. Here also all answers pass, and
 * {@link AnswerLimit} ends those without end.
 */
final class HeldConnection extends ForwardingConnection {
    private final KeyLocks.Held lock;
    private final AnswerLimit limit = new AnswerLimit();

    HeldConnection(SmartCardConnection connection, KeyLocks.Held lock) {
        super(connection);
        this.lock = lock;
    }

    @Override
    public byte[] sendAndReceive(byte[] command) throws IOException {
        byte[] answer = connection.sendAndReceive(command);
        limit.look(answer);
        return answer;
    }

    @Override
    public void close() throws IOException {
        try (lock) {
            connection.close();
        }
    }
}
