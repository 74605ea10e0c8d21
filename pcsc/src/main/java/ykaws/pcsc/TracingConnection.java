package ykaws.pcsc;

import com.yubico.yubikit.core.smartcard.SmartCardConnection;
import java.io.IOException;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Tells of each command its instruction, parameters and lengths, and of each answer its length, status word and time:
 * {@code A2 CALCULATE 00 01, 61 bytes -> 9000, 6 bytes, 12 ms}. Never a byte of data: there are the seed of an account,
 * its codes and the access key.
 */
public final class TracingConnection extends ForwardingConnection {
    private final Consumer<String> trace;
    private final LongSupplier nanoTime;
    private ApduNames names = ApduNames.NONE_SELECTED;

    /** Over a connection that it then owns; {@code trace} is called on the thread that sends. */
    public TracingConnection(SmartCardConnection connection, Consumer<String> trace) {
        this(connection, trace, System::nanoTime);
    }

    TracingConnection(SmartCardConnection connection, Consumer<String> trace, LongSupplier nanoTime) {
        super(connection);
        this.trace = trace;
        this.nanoTime = nanoTime;
    }

    @Override
    public byte[] sendAndReceive(byte[] command) throws IOException {
        names = names.after(command);
        String what = names.describe(command);
        long start = nanoTime.getAsLong();
        try {
            byte[] answer = connection.sendAndReceive(command);
            trace.accept(what + " -> " + describeAnswer(answer) + ", " + millisSince(start) + " ms");
            return answer;
        } catch (IOException | RuntimeException | Error e) {
            String kind = e instanceof PcscException p
                    ? p.kind().name()
                    : e.getClass().getSimpleName();
            trace.accept(what + " -> failed: " + kind + ", " + millisSince(start) + " ms");
            throw e;
        }
    }

    private long millisSince(long start) {
        return Duration.ofNanos(nanoTime.getAsLong() - start).toMillis();
    }

    private static String describeAnswer(byte[] answer) {
        int data = answer.length - 2;
        if (data < 0) {
            return "no status word";
        }
        return String.format("%02X%02X, %d bytes", answer[data], answer[data + 1], data);
    }
}
