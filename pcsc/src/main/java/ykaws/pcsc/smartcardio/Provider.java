package ykaws.pcsc.smartcardio;

import javax.smartcardio.Card;
import javax.smartcardio.CardException;
import javax.smartcardio.CardTerminal;
import javax.smartcardio.CardTerminals;

/** What differs between the ways from Java to PC/SC. */
interface Provider {
    /** A new connection to the PC/SC service (SCardEstablishContext), where the provider can have several. */
    CardTerminals establish() throws CardException;

    /** Gives it back. */
    void release(CardTerminals context) throws CardException;

    /** Connects for ourselves alone, by T=1, which every YubiKey speaks. */
    Card connect(CardTerminal terminal) throws CardException;

    /** How bytes go to a card that is connected, and come back, unchanged. */
    Transmission transmission(Card card) throws CardException;

    /** To one card; used by one thread, which is not the one that connected. */
    interface Transmission {
        /** Sends a command; returns data and status word. */
        byte[] transmit(byte[] command) throws CardException;

        /** Ends the connection; does not throw away what {@link #transmit} did. */
        void disconnect(boolean reset) throws CardException;
    }
}
