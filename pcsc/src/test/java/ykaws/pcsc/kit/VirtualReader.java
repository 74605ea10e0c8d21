package ykaws.pcsc.kit;

import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import ykaws.pcsc.CardReader;
import ykaws.pcsc.CardReaders;

/**
 * The virtual readers of a real PC/SC service, as {@code .ci/pcscd-up} sets them up. Without them, the tests that need
 * them are skipped, and say so; with YKAWS_TEST_PCSC_REQUIRED=true they fail.
 */
public record VirtualReader(String host, int port) {
    /** The first of two slots without a YubiKey's name. */
    public static final String SLOT_0 = "Virtual PCD 00 00";

    public static final String SLOT_1 = "Virtual PCD 00 01";

    /** Where the JDK's provider finds PC/SC on Debian without the development package; it looks elsewhere itself. */
    public static final String DEBIANS_LIBRARY = "/usr/lib/x86_64-linux-gnu/libpcsclite.so.1";

    public static VirtualReader plain() {
        return of("YKAWS_TEST_VPCD");
    }

    /** Named as the reader that a YubiKey in a USB port is. */
    public static VirtualReader yubiKey() {
        return of("YKAWS_TEST_VPCD_YUBIKEY");
    }

    private static VirtualReader of(String variable) {
        String place = setting(variable);
        if (place.isEmpty()) {
            String message = variable + " is not set: no virtual reader to test with, see .ci/pcscd-up";
            if (setting("YKAWS_TEST_PCSC_REQUIRED").equals("true")) {
                fail(message);
            }
            abort(message);
        }
        int colon = place.lastIndexOf(':');
        return new VirtualReader(place.substring(0, colon), Integer.parseInt(place.substring(colon + 1)));
    }

    private static String setting(String variable) {
        String property = System.getProperty(variable, "");
        String environment = System.getenv(variable);
        return property.isEmpty() && environment != null ? environment : property;
    }

    /** Waits until the service sees that the card of the test before is gone. */
    public void awaitEmpty(CardReaders readers, String reader) throws Exception {
        Await.until("no card in " + reader, () -> !present(readers, reader));
    }

    /** Puts a card into the slot and waits until the service sees it. */
    public VirtualCard insert(int slot, CardReaders readers, String reader, VirtualCard.Behaviour behaviour)
            throws Exception {
        awaitEmpty(readers, reader);
        VirtualCard card = VirtualCard.insert(host, port + slot, behaviour);
        Await.until("a card in " + reader, () -> present(readers, reader));
        return card;
    }

    private static boolean present(CardReaders readers, String name) throws IOException {
        for (CardReader reader : readers.list()) {
            if (reader.name().contains(name)) {
                return reader.cardPresent();
            }
        }
        throw new AssertionError("the PC/SC service has no reader " + name);
    }
}
