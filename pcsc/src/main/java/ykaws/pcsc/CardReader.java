package ykaws.pcsc;

import com.yubico.yubikit.core.smartcard.SmartCardConnection;

/** One reader. A YubiKey in a USB port is a reader of its own, with {@code YubiKey} in its name. */
public interface CardReader {
    /** As PC/SC has it. Not an identity of the key: another key in the same port gets the same name. */
    String name();

    /** Whether a card lies in it (a YubiKey in a USB port may be away for moments). Connects to nothing. */
    boolean cardPresent() throws PcscException;

    /**
     * Connects to the card for ourselves alone. Waits about two seconds for another program to let go of it.
     *
     * <p>The connection passes command and answer as they are: no continuation, no logging. If it is a
     * {@link ResetOnClose}, closing it leaves the card as it is unless told otherwise. It may be used from any thread,
     * by one at a time.
     *
     * @throws PcscException BUSY, NO_KEY, DENIED, UNSUPPORTED, NO_SERVICE, REMOVED, CARD_ERROR or INTERRUPTED
     */
    SmartCardConnection connect() throws PcscException;
}
