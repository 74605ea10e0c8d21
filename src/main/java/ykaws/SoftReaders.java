package ykaws;

import com.yubico.yubikit.core.smartcard.SmartCardConnection;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import ykaws.pcsc.CardReader;
import ykaws.pcsc.CardReaders;
import ykaws.pcsc.PcscException;
import ykaws.sandbox.key.KeyInUseException;
import ykaws.sandbox.key.SoftKey;

/** The software keys as the finder of keys sees readers. */
record SoftReaders(List<SoftKey> keys) implements CardReaders {
    @Override
    public List<CardReader> list() {
        List<CardReader> readers = new ArrayList<>();
        for (SoftKey key : keys) {
            readers.add(new SoftReader(key));
        }
        return readers;
    }

    /** One key in its reader. */
    private record SoftReader(SoftKey key) implements CardReader {
        @Override
        public String name() {
            return "ykaws sandbox YubiKey " + key.serial();
        }

        @Override
        public boolean cardPresent() {
            return true;
        }

        @Override
        public SmartCardConnection connect() throws PcscException {
            try {
                return key.connect();
            } catch (KeyInUseException e) {
                throw new PcscException(
                        PcscException.Kind.BUSY, name(), "another program holds the software key " + key.serial(), e);
            } catch (IOException e) {
                throw new PcscException(PcscException.Kind.CARD_ERROR, name(), String.valueOf(e.getMessage()), e);
            }
        }
    }
}
