package ykaws.aws;

/** Words as a POSIX shell reads them back, for commands that are printed to be pasted or evaluated. */
public final class ShellQuote {
    private static final String PLAIN = "@%+=:,./-_";

    private ShellQuote() {}

    /** {@code word} itself if no shell would change it, else in single quotes. */
    public static String word(String word) {
        boolean plain = !word.isEmpty();
        for (int i = 0; plain && i < word.length(); i++) {
            char c = word.charAt(i);
            plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || PLAIN.indexOf(c) >= 0;
        }
        return plain ? word : always(word);
    }

    /** {@code word} in single quotes. */
    public static String always(String word) {
        return "'" + word.replace("'", "'\\''") + "'";
    }

    /** A whole command. */
    public static String command(Iterable<String> words) {
        StringBuilder line = new StringBuilder();
        for (String word : words) {
            line.append(line.length() == 0 ? "" : " ").append(word(word));
        }
        return line.toString();
    }
}
