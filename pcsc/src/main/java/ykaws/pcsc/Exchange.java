package ykaws.pcsc;

import com.yubico.yubikit.core.smartcard.SmartCardConnection;
import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A command on its way. Its fields are handed from thread to thread under the connection's lock. */
final class Exchange {
    private final byte[] command;
    private byte @Nullable [] answer;

    @Nullable
    Throwable failure;

    boolean done;
    boolean abandoned;

    Exchange(byte[] command) {
        this.command = command;
    }

    void run(SmartCardConnection connection) {
        try {
            answer = connection.sendAndReceive(command);
        } catch (IOException | RuntimeException | Error e) {
            failure = e;
        } finally {
            Arrays.fill(command, (byte) 0);
        }
    }

    byte[] result() throws IOException {
        if (failure instanceof IOException e) {
            throw e;
        }
        if (failure instanceof RuntimeException e) {
            throw e;
        }
        if (failure instanceof Error e) {
            throw e;
        }
        if (answer == null) {
            throw new IllegalStateException("no answer and no failure");
        }
        return answer;
    }

    void wipe() {
        Arrays.fill(command, (byte) 0);
        if (answer != null) {
            Arrays.fill(answer, (byte) 0);
        }
    }
}
