package ykaws.pcsc.smartcardio;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.ByteBuffer;
import java.util.Arrays;
import javax.smartcardio.Card;
import javax.smartcardio.CardChannel;
import javax.smartcardio.CardException;
import jnasmartcardio.Smartcardio.JnaCardChannel;

/**
 * Commands through jnasmartcardio's private transmitRaw instead of its transmit.
 *
 * <p>Its transmit answers every status word 61xx by GET RESPONSE with INS C0, eight times at most. YKOATH continues by
 * INS A5 and refuses C0, so that every list of more than 256 bytes would fail; and after eight rounds transmit drops
 * the status word. It also rewrites CLA and resends after 6Cxx. transmitRaw is SCardTransmit and nothing else. The last
 * release of jnasmartcardio, 0.2.7 of 2017, is the one that we name, so that the private method cannot go away.
 */
final class JnaTransmission implements Provider.Transmission {
    /** Extended length: 65536 bytes of data and the status word. */
    private static final int LONGEST_ANSWER = 65538;

    private final Card card;
    private final CardChannel channel;
    private final Method transmitRaw;
    private final ByteBuffer answer = ByteBuffer.allocate(LONGEST_ANSWER);

    JnaTransmission(Card card) {
        this.card = card;
        this.channel = card.getBasicChannel();
        this.transmitRaw = transmitRaw();
    }

    private static Method transmitRaw() {
        try {
            Method method = JnaCardChannel.class.getDeclaredMethod("transmitRaw", ByteBuffer.class, ByteBuffer.class);
            method.setAccessible(true);
            return method;
        } catch (NoSuchMethodException e) {
            throw new LinkageError("not the jnasmartcardio that we know: it has no transmitRaw", e);
        }
    }

    @Override
    public byte[] transmit(byte[] command) throws CardException {
        answer.clear();
        try {
            transmitRaw.invoke(channel, ByteBuffer.wrap(command), answer);
            return Arrays.copyOf(answer.array(), answer.position());
        } catch (InvocationTargetException e) {
            throw cause(e);
        } catch (IllegalAccessException e) {
            throw new LinkageError("transmitRaw of jnasmartcardio is closed to us", e);
        } finally {
            // It may hold a code, or what proves an access key.
            Arrays.fill(answer.array(), 0, answer.position(), (byte) 0);
        }
    }

    private static CardException cause(InvocationTargetException e) {
        if (e.getCause() instanceof CardException failure) {
            return failure;
        }
        if (e.getCause() instanceof RuntimeException failure) {
            throw failure;
        }
        if (e.getCause() instanceof Error failure) {
            throw failure;
        }
        return new CardException(e.getCause());
    }

    @Override
    public void disconnect(boolean reset) throws CardException {
        card.disconnect(reset);
    }
}
