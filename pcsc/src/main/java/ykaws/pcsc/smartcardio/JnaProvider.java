package ykaws.pcsc.smartcardio;

import javax.smartcardio.Card;
import javax.smartcardio.CardException;
import javax.smartcardio.CardTerminal;
import javax.smartcardio.CardTerminals;
import jnasmartcardio.Smartcardio.JnaCardTerminals;
import jnasmartcardio.Smartcardio.JnaTerminalFactorySpi;
import org.jspecify.annotations.Nullable;

/** jnasmartcardio, for Linux and macOS. Asked directly, without the detour over the JDK's registry of providers. */
final class JnaProvider implements Provider {
    private @Nullable JnaTerminalFactorySpi factory;

    @Override
    public synchronized CardTerminals establish() {
        if (factory == null) {
            // Loads JNA and the system's PC/SC library.
            factory = new JnaTerminalFactorySpi((Object) null);
        }
        return factory.engineTerminals();
    }

    @Override
    public void release(CardTerminals context) throws CardException {
        ((JnaCardTerminals) context).close();
    }

    @Override
    public Card connect(CardTerminal terminal) throws CardException {
        return terminal.connect("EXCLUSIVE;T=1");
    }

    @Override
    public Transmission transmission(Card card) {
        return new JnaTransmission(card);
    }
}
