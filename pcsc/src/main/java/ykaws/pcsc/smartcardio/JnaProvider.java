package ykaws.pcsc.smartcardio;

import com.sun.jna.Platform;
import java.io.File;
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
    private static final String BOOT_LIBRARY_PATH = "jna.boot.library.path";

    private @Nullable JnaTerminalFactorySpi factory;

    @Override
    public synchronized CardTerminals establish() {
        if (factory == null) {
            spareLdconfig();
            spareUnpacking();
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

    /**
     * The launcher tells where the native parts of JNA's jar lie, one for each platform. Else JNA unpacks its own at each
     * start, into a temporary file, which some machines do not let anybody load. It still does so if there is none.
     */
    private static void spareUnpacking() {
        String unpacked = System.getProperty("ykaws.native");
        if (unpacked != null && System.getProperty(BOOT_LIBRARY_PATH) == null) {
            System.setProperty(
                    BOOT_LIBRARY_PATH, new File(unpacked, "com/sun/jna/" + Platform.RESOURCE_PREFIX).getPath());
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
