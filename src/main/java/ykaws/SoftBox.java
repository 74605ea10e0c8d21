package ykaws;

import java.io.IOException;
import java.util.List;
import ykaws.pcsc.CardReader;
import ykaws.pcsc.CardReaders;
import ykaws.pcsc.PcscException;
import ykaws.sandbox.key.SoftKey;
import ykaws.sandbox.key.SoftKeys;

/**
 * A port, and a person with a box of new keys: the port is empty at first; a key that has got an account is taken out, and
 * the next one plugged in. On a terminal that takes the person a second, so that one sees what is asked for meanwhile.
 */
final class SoftBox implements CardReaders {
    /** Looks at an empty port, of which there are four in a second. */
    private static final int LOOKS_ON_A_TERMINAL = 4;

    private final SoftKeys box;
    private final int emptyLooks;
    private int stillEmpty = 1;
    private int number = 1;

    SoftBox(SoftKeys box, boolean onTerminal) {
        this.box = box;
        this.emptyLooks = onTerminal ? LOOKS_ON_A_TERMINAL : 0;
        this.stillEmpty += emptyLooks;
    }

    @Override
    public synchronized List<CardReader> list() throws PcscException {
        int before = number;
        SoftKey key = unused();
        if (number != before) {
            stillEmpty = Math.max(stillEmpty, emptyLooks);
        }
        if (stillEmpty > 0) {
            stillEmpty--;
            return List.of();
        }
        return new SoftReaders(List.of(key)).list();
    }

    private SoftKey unused() throws PcscException {
        try {
            SoftKey key = box.ofBox(number);
            while (!key.summary().accounts().isEmpty()) {
                number++;
                key = box.ofBox(number);
            }
            return key;
        } catch (IOException e) {
            throw new PcscException(PcscException.Kind.CARD_ERROR, null, String.valueOf(e.getMessage()), e);
        }
    }
}
