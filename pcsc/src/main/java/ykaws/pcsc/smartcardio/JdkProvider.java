package ykaws.pcsc.smartcardio;

import java.nio.ByteBuffer;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import javax.smartcardio.Card;
import javax.smartcardio.CardChannel;
import javax.smartcardio.CardException;
import javax.smartcardio.CardTerminal;
import javax.smartcardio.CardTerminals;
import javax.smartcardio.TerminalFactory;

/**
 * The JDK's own provider, for Windows, where jnasmartcardio does not work with any JNA of today. It has one context per
 * process, and no exclusive connection: a transaction takes its place.
 */
final class JdkProvider implements Provider {
    /** Read once by the JDK: without it, its provider answers 61xx by INS C0, which YKOATH refuses. */
    private static final String GET_RESPONSE_PROPERTY = "sun.security.smartcardio.t1GetResponse";

    @Override
    public CardTerminals establish() throws CardException {
        System.setProperty(GET_RESPONSE_PROPERTY, "false");
        try {
            return TerminalFactory.getInstance("PC/SC", null).terminals();
        } catch (NoSuchAlgorithmException e) {
            // So the JDK reports a service that does not run.
            throw new CardException("SCARD_E_NO_SERVICE", e);
        }
    }

    @Override
    public void release(CardTerminals context) {
        // The JDK keeps its context for the life of the process.
    }

    @Override
    public Card connect(CardTerminal terminal) throws CardException {
        return terminal.connect("T=1");
    }

    @Override
    public Transmission transmission(Card card) {
        return new InTransaction(card);
    }

    /** The JDK ties a transaction to a thread: it begins on the one that transmits, with its first command. */
    private static final class InTransaction implements Transmission {
        private static final int LONGEST_ANSWER = 65538;

        private final Card card;
        private final CardChannel channel;
        private final ByteBuffer answer = ByteBuffer.allocate(LONGEST_ANSWER);
        private boolean begun;

        InTransaction(Card card) {
            this.card = card;
            this.channel = card.getBasicChannel();
        }

        @Override
        public byte[] transmit(byte[] command) throws CardException {
            if (!begun) {
                card.beginExclusive();
                begun = true;
            }
            answer.clear();
            try {
                int length = channel.transmit(ByteBuffer.wrap(command), answer);
                return Arrays.copyOf(answer.array(), length);
            } finally {
                // It may hold a code, or what proves an access key.
                Arrays.fill(answer.array(), (byte) 0);
            }
        }

        @Override
        public void disconnect(boolean reset) throws CardException {
            try {
                if (begun) {
                    begun = false;
                    card.endExclusive();
                }
            } finally {
                card.disconnect(reset);
            }
        }
    }
}
