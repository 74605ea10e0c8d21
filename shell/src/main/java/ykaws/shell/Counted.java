package ykaws.shell;

/** Numbers of things in text. */
public final class Counted {
    private Counted() {}

    /** {@code 1 account}, {@code 2 accounts}, {@code 0 touches}. */
    public static String of(long number, String noun) {
        String plural = noun.endsWith("ch") ? "es" : "s";
        return number + " " + noun + (number == 1 ? "" : plural);
    }
}
