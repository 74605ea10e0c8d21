package ykaws.harness;

import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.Socket;
import java.util.HexFormat;
import java.util.function.UnaryOperator;

/**
 * A card of a test's own in a virtual reader of vsmartcard's vpcd: frames of a two-byte length and that many bytes; one
 * byte alone controls the power or, as 4, asks for the ATR.
 */
public final class HostileReader implements Closeable {
    private static final String YUBIKEY_5 = "3BFD1300008131FE158073C021C057597562694B657940";
    private static final int GET_ATR = 4;

    private final Socket socket;
    private final UnaryOperator<String> card;
    private int answered;

    private HostileReader(Socket socket, UnaryOperator<String> card) {
        this.socket = socket;
        this.card = card;
    }

    /** Puts the card in; {@code card} turns a command into data and status word, all in hex. */
    public static HostileReader insert(String vpcd, UnaryOperator<String> card) throws IOException {
        int colon = vpcd.lastIndexOf(':');
        Socket socket = new Socket(vpcd.substring(0, colon), Integer.parseInt(vpcd.substring(colon + 1)));
        socket.setTcpNoDelay(true);
        HostileReader reader = new HostileReader(socket, card);
        Thread thread = new Thread(reader::serve, "hostile card");
        thread.setDaemon(true);
        thread.start();
        return reader;
    }

    private void serve() {
        try (socket) {
            DataInputStream in = new DataInputStream(socket.getInputStream());
            DataOutputStream out = new DataOutputStream(socket.getOutputStream());
            while (true) {
                byte[] frame = in.readNBytes(in.readUnsignedShort());
                if (frame.length > 1) {
                    send(out, card.apply(HexFormat.of().withUpperCase().formatHex(frame)));
                    synchronized (this) {
                        answered++;
                    }
                } else if (frame[0] == GET_ATR) {
                    send(out, YUBIKEY_5);
                }
            }
        } catch (EOFException e) {
            // The service ended.
            return;
        } catch (IOException e) {
            // Pulled out.
            return;
        }
    }

    private static void send(DataOutputStream out, String hex) throws IOException {
        byte[] content = HexFormat.of().parseHex(hex.replace(" ", ""));
        byte[] frame = new byte[content.length + 2];
        frame[0] = (byte) (content.length >> 8);
        frame[1] = (byte) content.length;
        System.arraycopy(content, 0, frame, 2, content.length);
        out.write(frame);
        out.flush();
    }

    /** How many commands it answered so far. */
    public synchronized int answered() {
        return answered;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
