package ykaws.pcsc.kit;

import com.yubico.yubikit.core.smartcard.SmartCardConnection;
import java.util.ArrayDeque;
import ykaws.pcsc.CardReader;
import ykaws.pcsc.PcscException;

/** A reader with the outcomes of its next connects. */
public final class FakeReader implements CardReader {
    private final String name;
    private final boolean present;
    private final ArrayDeque<Object> outcomes = new ArrayDeque<>();
    private int connects;

    public FakeReader(String name, boolean present) {
        this.name = name;
        this.present = present;
    }

    /** With a card whose next connections are these. */
    public static FakeReader with(String name, SmartCardConnection... connections) {
        FakeReader reader = new FakeReader(name, true);
        for (SmartCardConnection connection : connections) {
            reader.outcomes.add(connection);
        }
        return reader;
    }

    /** With a card that another program holds, and so on. */
    public static FakeReader failing(String name, PcscException.Kind kind) {
        FakeReader reader = new FakeReader(name, true);
        reader.outcomes.add(kind);
        return reader;
    }

    /** After the outcomes before. */
    public FakeReader then(Object kindOrConnection) {
        outcomes.add(kindOrConnection);
        return this;
    }

    public int connects() {
        return connects;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public boolean cardPresent() {
        return present;
    }

    @Override
    public SmartCardConnection connect() throws PcscException {
        connects++;
        Object outcome = outcomes.poll();
        if (outcome instanceof PcscException.Kind kind) {
            throw new PcscException(kind, name, "scripted " + kind);
        }
        if (outcome == null) {
            throw new AssertionError("nobody expected a connect to " + name);
        }
        return (SmartCardConnection) outcome;
    }
}
