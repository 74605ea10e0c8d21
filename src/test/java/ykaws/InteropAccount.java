package ykaws;

import java.util.ArrayList;
import java.util.List;

/** One account that two programs know, and all that makes its codes. */
record InteropAccount(String id, boolean hotp, String algorithm, int digits, int period, boolean touch, String secret) {
    /** Without the period that stands before it. */
    String shown() {
        return hotp || period == 30 ? id : id.substring(id.indexOf('/') + 1);
    }

    /** The words behind {@code ykaws oath add}, as a line of a script has them. */
    List<String> ykawsOptions() {
        List<String> words = new ArrayList<>(List.of(
                hotp() ? "--hotp --counter 5" : "--period " + period(),
                "--algorithm " + algorithm(),
                "--digits " + digits(),
                touch() ? "--touch" : "--no-touch"));
        String name = shown();
        words.add('"'
                + name.replace("\\", "\\\\")
                        .replace("\"", "\\\"")
                        .replace("$", "\\$")
                        .replace("`", "\\`")
                + '"');
        words.add(secret());
        return words;
    }

    /** The words behind {@code ykman oath}. */
    List<String> ykmanOptions() {
        List<String> words = new ArrayList<>(List.of("accounts", "add"));
        words.addAll(hotp() ? List.of("-o", "HOTP", "-c", "5") : List.of("-P", "" + period()));
        words.addAll(List.of("-a", algorithm(), "-d", "" + digits()));
        if (touch()) {
            words.add("-t");
        }
        words.addAll(List.of(shown(), secret()));
        return words;
    }
}
