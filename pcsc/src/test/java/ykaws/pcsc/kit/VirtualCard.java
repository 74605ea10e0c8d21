package ykaws.pcsc.kit;

import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A card in a virtual reader of vsmartcard's vpcd: frames of a two-byte length and that many bytes; a frame of one byte
 * controls power (0 off, 1 on, 2 reset) or asks for the ATR (4), a longer one is a command.
 */
public final class VirtualCard implements Closeable {
    /** A YubiKey 4's. */
    public static final String ATR = "3BF81300008131FE15597562696B657934D4";

    /** What the card does with a command. It may take its time; null: it is pulled out without an answer. */
    public interface Behaviour {
        byte @Nullable [] answer(byte[] command) throws InterruptedException;
    }

    private final Socket socket;
    private final Behaviour behaviour;
    private final Thread thread;
    private final List<String> commands = new ArrayList<>();
    private final List<Integer> controls = new ArrayList<>();

    private VirtualCard(Socket socket, Behaviour behaviour) {
        this.socket = socket;
        this.behaviour = behaviour;
        this.thread = new Thread(this::serve, "virtual card");
    }

    /** Puts a card in; the PC/SC service sees it within a second. */
    public static VirtualCard insert(String host, int port, Behaviour behaviour) throws IOException {
        Socket socket = new Socket(host, port);
        socket.setTcpNoDelay(true);
        VirtualCard card = new VirtualCard(socket, behaviour);
        card.thread.setDaemon(true);
        card.thread.start();
        return card;
    }

    private void serve() {
        try (socket) {
            DataInputStream in = new DataInputStream(socket.getInputStream());
            DataOutputStream out = new DataOutputStream(socket.getOutputStream());
            while (true) {
                byte[] frame = in.readNBytes(in.readUnsignedShort());
                byte[] answer = frame.length == 1 ? control(frame[0]) : answer(frame);
                if (answer == null) {
                    return;
                }
                if (answer.length > 0) {
                    // In one piece: two would wait for each other's acknowledgement.
                    byte[] reply = new byte[answer.length + 2];
                    reply[0] = (byte) (answer.length >> 8);
                    reply[1] = (byte) answer.length;
                    System.arraycopy(answer, 0, reply, 2, answer.length);
                    out.write(reply);
                    out.flush();
                }
            }
        } catch (EOFException e) {
            // The service ended.
            return;
        } catch (IOException | InterruptedException e) {
            // Pulled out.
            return;
        }
    }

    private synchronized byte[] control(int request) {
        controls.add(request);
        return request == 4 ? Hex.bytes(ATR) : new byte[0];
    }

    private byte @Nullable [] answer(byte[] command) throws InterruptedException {
        synchronized (this) {
            commands.add(Hex.text(command));
        }
        return behaviour.answer(command);
    }

    /** All commands so far, in hex. */
    public synchronized List<String> commands() {
        return List.copyOf(commands);
    }

    /** How often it was switched off or reset so far. */
    public synchronized int powerCycles() {
        int cycles = 0;
        for (int control : controls) {
            cycles += control == 0 || control == 2 ? 1 : 0;
        }
        return cycles;
    }

    /** Pulls it out. */
    public void pull() throws IOException {
        close();
    }

    @Override
    public void close() throws IOException {
        socket.close();
        thread.interrupt();
    }
}
