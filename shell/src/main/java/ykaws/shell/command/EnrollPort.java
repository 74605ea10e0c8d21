package ykaws.shell.command;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import ykaws.aws.enroll.EnrollKey;
import ykaws.aws.enroll.EnrollKeys;
import ykaws.pcsc.KeySelector;
import ykaws.shell.Invocation;

/** The keys of an enrollment. One is open at a time: where there are fewer ports than keys, a
 * person swaps them when asked for the next one. */
final class EnrollPort implements EnrollKeys, Closeable {
    private final Invocation invocation;
    private final List<Slot> slots = new ArrayList<>();
    private final @Nullable String purpose;

    /** A key that was named, and what it is known by once it was open. */
    private static final class Slot {
        final KeySelector selector;
        OptionalInt serial;

        @Nullable
        OpenOath open;

        Slot(KeySelector selector) {
            this.selector = selector;
            this.serial = selector.serial();
        }
    }

    EnrollPort(Invocation invocation) {
        this.invocation = invocation;
        this.purpose = null;
        invocation.keySelectors().forEach(selector -> slots.add(new Slot(selector)));
    }

    /** One key, whose touch is for {@code purpose}. */
    EnrollPort(Invocation invocation, KeySelector key, String purpose) {
        this.invocation = invocation;
        this.purpose = purpose;
        slots.add(new Slot(key));
    }

    @Override
    public int count() {
        return slots.size();
    }

    @Override
    public OptionalInt serial(int index) {
        return slots.get(index).serial;
    }

    @Override
    public EnrollKey open(int index) throws IOException {
        Slot slot = slots.get(index);
        OpenOath open = slot.open;
        if (open == null) {
            // The others may have to be taken out for it.
            close();
            open = OpenOath.openWithSerial(invocation, slot.selector);
            keep(slot, open);
        }
        return key(slot, open);
    }

    @Override
    public EnrollKey reopen(int index) throws IOException {
        Slot slot = slots.get(index);
        OpenOath open = slot.open;
        if (open == null) {
            close();
            open = OpenOath.openIfPresent(invocation, slot.selector);
            keep(slot, open);
        }
        return key(slot, open);
    }

    private static void keep(Slot slot, OpenOath open) throws IOException {
        slot.open = open;
        slot.serial = open.key().info().serial();
    }

    private EnrollKey key(Slot slot, OpenOath open) {
        return new EnrollKey(open.session(), slot.serial, new TouchPrompt(invocation, purpose(slot)));
    }

    private String purpose(Slot slot) {
        if (purpose != null) {
            return purpose;
        }
        return slots.size() == 1
                ? "the check of its code"
                : "the check of the code of key " + Integer.toUnsignedString(slot.serial.orElse(0));
    }

    /** Lets all keys go. */
    @Override
    public void close() throws IOException {
        for (Slot slot : slots) {
            OpenOath open = slot.open;
            slot.open = null;
            if (open != null) {
                open.close();
            }
        }
    }
}
