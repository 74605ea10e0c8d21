package ykaws;

/** Starts ykaws. */
public final class Main {
    private Main() {}

    /** The entry of the program. */
    public static void main(String[] args) {
        Runtime.getRuntime().exit(args.length == 0 ? 0 : 1);
    }
}
