package ykaws.pcsc.smartcardio;

import com.yubico.yubikit.core.smartcard.SmartCardConnection;
import java.util.Locale;
import javax.smartcardio.Card;
import javax.smartcardio.CardException;
import ykaws.pcsc.CardReader;
import ykaws.pcsc.Pause;
import ykaws.pcsc.PcscException;

/** A reader by its name; contexts come and go. */
final class PcscReader implements CardReader, ConnectPolicy.Attempt<SmartCardConnection> {
    private final String name;
    private final ContextPool contexts;
    private final Pause pause;

    PcscReader(String name, ContextPool contexts, Pause pause) {
        this.name = name;
        this.contexts = contexts;
        this.pause = pause;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public boolean cardPresent() throws PcscException {
        PcscContext context = contexts.take();
        try {
            return context.cardPresent(name);
        } finally {
            contexts.giveBack(context);
        }
    }

    @Override
    public SmartCardConnection connect() throws PcscException {
        boolean yubiKey = name.toLowerCase(Locale.ROOT).contains("yubikey");
        return new ConnectPolicy(pause, yubiKey).connect(name, this);
    }

    /** Tries once. */
    @Override
    public SmartCardConnection run() throws PcscException {
        PcscContext context = contexts.take();
        boolean connected = false;
        try {
            Card card = context.provider().connect(context.terminal(name));
            connected = true;
            return connection(context, card);
        } catch (CardException | RuntimeException | LinkageError e) {
            throw Failures.of(e, name);
        } finally {
            if (!connected) {
                contexts.giveBack(context);
            }
        }
    }

    private SmartCardConnection connection(PcscContext context, Card card) throws CardException {
        byte[] atr = card.getATR().getBytes();
        return new PcscConnection(
                new PcscConnection.Place(name, context, contexts, pause),
                context.provider().transmission(card),
                atr);
    }
}
