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
    private static final String LIBRARY_PATH = "jna.platform.library.path";

    private @Nullable JnaTerminalFactorySpi factory;

    @Override
    public synchronized CardTerminals establish() {
        if (factory == null) {
            spareLdconfig();
            // Loads JNA and the system's PC/SC library.
            factory = new JnaTerminalFactorySpi((Object) null);
        }
        return factory.engineTerminals();
    }

    /**
     * On Linux, JNA runs {@code ldconfig -p} at its start and reads all of it, to know where libraries may be. The
     * system's loader, which it asks first, knows that better, and tens of milliseconds sooner.
     */
    private static void spareLdconfig() {
        if (System.getProperty("os.name", "").equals("Linux") && System.getProperty(LIBRARY_PATH) == null) {
            System.setProperty(LIBRARY_PATH, "/usr/lib");
        }
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
