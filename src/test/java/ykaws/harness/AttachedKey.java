package ykaws.harness;

/** A software key of a place's sandbox, plugged into a virtual reader of the real pcscd. */
public final class AttachedKey implements AutoCloseable {
    private final Program.Running attach;

    private AttachedKey(Program.Running attach) {
        this.attach = attach;
    }

    /** Plugs it in; it takes a moment until the reader has seen it. */
    public static AttachedKey into(Place place, String vpcd) {
        return into(place, vpcd, "12345678");
    }

    /** The same with another key of the sandbox. */
    public static AttachedKey into(Place place, String vpcd, String serial) {
        return new AttachedKey(Program.ykaws(place)
                .env("YKAWS_SANDBOX_TOUCH", "auto")
                .start("--sandbox", "--key", serial, "sandbox", "attach", "--vpcd", vpcd));
    }

    /** Waits until ykaws finds it in the reader. */
    public AttachedKey found(Place place, String reader) {
        Waiting.until(
                () -> Program.ykaws(place)
                                .run("--reader", reader, "key", "info")
                                .code()
                        == 0,
                () -> "the key in " + reader + "; alive: " + attach.process().isAlive());
        return this;
    }

    /** Pulls it out. */
    @Override
    public void close() {
        attach.close();
    }
}
