package ykaws.shell.command;

/** Numbers of things in messages. */
final class Count {
    private Count() {}

    /** {@code 1 session}, {@code 2 sessions}; for nouns that take an s. */
    static String of(int number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }
}
