package ykaws.pcsc.smartcardio;

import com.yubico.yubikit.core.Transport;
import com.yubico.yubikit.core.smartcard.SmartCardConnection;
import java.time.Duration;
import javax.smartcardio.CardException;
import ykaws.pcsc.Pause;
import ykaws.pcsc.PcscException;
import ykaws.pcsc.PcscException.Kind;
import ykaws.pcsc.ResetOnClose;

/** A card that is connected for ourselves alone. */
final class PcscConnection implements SmartCardConnection, ResetOnClose {
    /** The service notices only after a moment that a card is gone; a command fails before that. */
    private static final int REMOVAL_LOOKS = 30;

    private static final Duration REMOVAL_PAUSE = Duration.ofMillis(100);

    private final Place place;
    private final Provider.Transmission transmission;
    private final byte[] atr;
    private volatile boolean resetOnClose;
    private boolean closed;

    /** Where the card is. */
    record Place(String reader, PcscContext context, ContextPool contexts, Pause pause) {}

    PcscConnection(Place place, Provider.Transmission transmission, byte[] atr) {
        this.place = place;
        this.transmission = transmission;
        this.atr = atr;
    }

    @Override
    public synchronized byte[] sendAndReceive(byte[] command) throws PcscException {
        if (closed) {
            throw new PcscException(Kind.CARD_ERROR, place.reader(), "the connection to the key is closed");
        }
        byte[] answer;
        try {
            answer = transmission.transmit(command);
        } catch (CardException e) {
            throw Failures.mayBeRemoval(e) && isGone()
                    ? Failures.removed(e, place.reader())
                    : Failures.ofTransmit(e, place.reader());
        } catch (RuntimeException | LinkageError e) {
            throw Failures.of(e, place.reader());
        }
        if (answer.length < 2) {
            // So some drivers end a command whose card is gone.
            CardException failure = new CardException("an answer without a status word");
            throw isGone() ? Failures.removed(failure, place.reader()) : Failures.ofTransmit(failure, place.reader());
        }
        return answer;
    }

    /** Looks for three seconds before it believes that the card is still there. */
    private boolean isGone() throws PcscException {
        for (int look = 0; look < REMOVAL_LOOKS; look++) {
            try {
                if (!place.context().cardPresent(place.reader())) {
                    return true;
                }
                place.pause().sleep(REMOVAL_PAUSE);
            } catch (PcscException e) {
                // With the key, a USB reader goes too.
                return e.kind() == Kind.REMOVED;
            } catch (InterruptedException e) {
                throw new PcscException(Kind.INTERRUPTED, place.reader(), "interrupted while waiting for the key", e);
            }
        }
        return false;
    }

    /** By the ATR: the reader of a YubiKey in a USB port names only block waiting time, a contactless one the card's. */
    @Override
    public Transport getTransport() {
        return atr.length > 1 && (atr[1] & 0xF0) == 0xF0 ? Transport.USB : Transport.NFC;
    }

    /** Many contactless readers pass only short commands. */
    @Override
    public boolean isExtendedLengthApduSupported() {
        return getTransport() == Transport.USB;
    }

    @Override
    public byte[] getAtr() {
        return atr.clone();
    }

    @Override
    public void resetOnClose() {
        resetOnClose = true;
    }

    @Override
    public synchronized void close() throws PcscException {
        if (closed) {
            return;
        }
        closed = true;
        try {
            transmission.disconnect(resetOnClose);
        } catch (CardException e) {
            // Gone with the card or the service: there is nothing left to let go.
            Kind kind = ErrorCode.of(e).kind();
            if (kind != Kind.REMOVED && kind != Kind.RESET && kind != Kind.NO_SERVICE) {
                throw Failures.of(e, place.reader());
            }
        } finally {
            place.contexts().giveBack(place.context());
        }
    }
}
