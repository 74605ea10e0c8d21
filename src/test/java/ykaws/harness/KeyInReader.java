package ykaws.harness;

import java.util.ArrayList;
import java.util.List;

/** A key plugged in as by {@link AttachedKey}, with the programs that talk to it there. */
public final class KeyInReader implements AutoCloseable {
    public static final String READER = "Virtual PCD 00 00";

    private final Place place;
    private final Program.Running attached;

    private KeyInReader(Place place, Program.Running attached) {
        this.place = place;
        this.attached = attached;
    }

    /** Plugs it in, and waits until it answers. */
    public static KeyInReader plugIn(Place place, String touch) {
        String vpcd = Requirement.virtualReader();
        Program.Running attached = Program.ykaws(place)
                .env("YKAWS_SANDBOX_TOUCH", touch)
                .start("--sandbox", "sandbox", "attach", "--vpcd", vpcd);
        KeyInReader key = new KeyInReader(place, attached);
        try {
            Waiting.until(
                    () -> key.ykaws("oath", "info").code() == 0,
                    () -> attached.process().isAlive()
                            ? "the key in " + READER + ", which sandbox attach serves"
                            : "the key; sandbox attach has ended: " + attached.await());
        } catch (AssertionError e) {
            attached.close();
            throw e;
        }
        return key;
    }

    /** ykaws on that reader. */
    public Outcome ykaws(String... words) {
        return ykawsTold("", words);
    }

    /** The same with standard input. */
    public Outcome ykawsTold(String input, String... words) {
        return Program.ykaws(place).stdin(input).run(onReader(words));
    }

    /** Starts ykaws on that reader. */
    public Program.Running start(String... words) {
        return Program.ykaws(place).start(onReader(words));
    }

    private static String[] onReader(String... words) {
        List<String> all = new ArrayList<>(List.of("--reader", READER));
        all.addAll(List.of(words));
        return all.toArray(new String[0]);
    }

    /** {@code ykman oath} on that reader. */
    public Outcome ykman(String... words) {
        return Program.of(place, "ykman", "-r", READER, "oath").run(words);
    }

    /** Pulls it out, whatever it is doing. */
    @Override
    public void close() {
        attached.close();
    }
}
