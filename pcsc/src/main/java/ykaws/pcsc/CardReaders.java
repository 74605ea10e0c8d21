package ykaws.pcsc;

import java.util.List;

/** The card readers of this machine, or of something that plays one. */
public interface CardReaders {
    /**
     * All readers, in an order that stays. Cheap: connects to none of them.
     *
     * @return empty if there is none
     * @throws PcscException NO_SERVICE, DENIED or UNSUPPORTED if readers cannot be listed
     */
    List<CardReader> list() throws PcscException;
}
