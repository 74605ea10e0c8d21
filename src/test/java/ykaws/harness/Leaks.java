package ykaws.harness;

import java.io.IOException;
import java.math.BigInteger;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Searches a secret in files, texts and the processes of this machine: as it is, and in the encodings in which it might
 * be written (hex, Base32, Base64, URL), also in the midst of something longer.
 *
 * <p>Each search first finds a canary of its own, planted where it searches: one that finds nothing anywhere proves
 * nothing.
 */
public final class Leaks {
    private static final String BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    private final Map<String, byte[]> forms = new LinkedHashMap<>();

    private Leaks(byte[] secret) {
        if (secret.length < 6) {
            throw new IllegalArgumentException("too short to search for: it may be anywhere by chance");
        }
        forms.put("raw", secret.clone());
        String hex = HexFormat.of().formatHex(secret);
        put("hex", hex);
        put("HEX", hex.toUpperCase(Locale.ROOT));
        put("UTF-16", new String(secret, StandardCharsets.ISO_8859_1).getBytes(StandardCharsets.UTF_16BE));
        put(
                "URL-encoded",
                URLEncoder.encode(new String(secret, StandardCharsets.ISO_8859_1), StandardCharsets.ISO_8859_1));
        for (int shift = 0; shift < 3; shift++) {
            String base64 = inner(Base64.getEncoder().encodeToString(shifted(secret, shift)), shift * 8, 6, secret);
            put("Base64+" + shift, base64);
            put("Base64url+" + shift, base64.replace('+', '-').replace('/', '_'));
        }
        for (int shift = 0; shift < 5; shift++) {
            String base32 = inner(base32(shifted(secret, shift)), shift * 8, 5, secret);
            put("Base32+" + shift, base32);
            put("base32+" + shift, base32.toLowerCase(Locale.ROOT));
        }
    }

    public static Leaks of(byte[] secret) {
        return new Leaks(secret);
    }

    /** A secret that is text: a passphrase, an access key. */
    public static Leaks of(String secret) {
        return new Leaks(secret.getBytes(StandardCharsets.UTF_8));
    }

    /** A secret that is written in Base32: its bytes, and its letters as they are. */
    public static List<Leaks> ofBase32(String letters) {
        return List.of(of(letters), of(decodeBase32(letters)));
    }

    /** In which forms a text or a file's bytes hold the secret. */
    public List<String> in(byte[] haystack) {
        String text = new String(haystack, StandardCharsets.ISO_8859_1);
        List<String> found = new ArrayList<>();
        forms.forEach((form, needle) -> {
            if (text.contains(new String(needle, StandardCharsets.ISO_8859_1))) {
                found.add(form);
            }
        });
        return found;
    }

    /** Fails if a text holds the secret. */
    public void absentFrom(String what, byte[] haystack) {
        List<String> found = in(haystack);
        if (!found.isEmpty()) {
            throw new AssertionError("the secret is in " + what + ": " + found);
        }
    }

    /** Fails if the outcome shows the secret. */
    public void absentFrom(Outcome outcome) {
        absentFrom("stdout", outcome.stdout());
        absentFrom("stderr", outcome.stderr());
    }

    /**
     * Fails if a file under a folder holds the secret, or is named so.
     *
     * @param allowed the files that may: the vault, the software key
     */
    public void absentUnder(Path folder, Predicate<Path> allowed) {
        Path canary = folder.resolve("canary");
        byte[] planted = "a canary that must be found".getBytes(StandardCharsets.UTF_8);
        try {
            Files.writeString(canary, "x" + Base64.getEncoder().encodeToString(planted));
            List<String> control = of(planted).under(folder, file -> false);
            if (control.size() != 1) {
                throw new AssertionError("the search does not find its canary: " + control);
            }
            List<String> found = under(folder, file -> file.equals(canary) || allowed.test(file));
            if (!found.isEmpty()) {
                throw new AssertionError("the secret is in " + found);
            }
        } catch (IOException e) {
            throw new AssertionError("cannot search " + folder, e);
        } finally {
            canary.toFile().delete();
        }
    }

    /** The files under a folder that hold the secret, but for those allowed to. */
    public List<String> under(Path folder, Predicate<Path> allowed) throws IOException {
        List<String> found = new ArrayList<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(file -> !allowed.test(file)).toList()) {
                List<String> forms =
                        new ArrayList<>(in(folder.relativize(file).toString().getBytes(StandardCharsets.UTF_8)));
                if (Files.isRegularFile(file)) {
                    forms.addAll(in(Files.readAllBytes(file)));
                }
                if (!forms.isEmpty()) {
                    found.add(file + " " + forms);
                }
            }
        }
        return found;
    }

    /** Fails if the command line of a process on this machine holds the secret. */
    public void absentFromCommandLines() throws IOException {
        List<String> found = new ArrayList<>();
        int seen = 0;
        try (Stream<Path> processes = Files.list(Path.of("/proc"))) {
            for (Path process : processes.toList()) {
                if (Character.isDigit(process.getFileName().toString().charAt(0))) {
                    byte[] line = commandLine(process);
                    seen += line.length > 0 ? 1 : 0;
                    if (!in(line).isEmpty()) {
                        found.add(process.toString());
                    }
                }
            }
        }
        if (seen == 0) {
            throw new AssertionError("no command line could be read");
        }
        if (!found.isEmpty()) {
            throw new AssertionError("the secret is in the command line of " + found);
        }
    }

    private static byte[] commandLine(Path process) {
        try {
            return Files.readAllBytes(process.resolve("cmdline"));
        } catch (IOException e) {
            // It has ended meanwhile.
            return new byte[0];
        }
    }

    private void put(String form, String needle) {
        put(form, needle.getBytes(StandardCharsets.US_ASCII));
    }

    private void put(String form, byte[] needle) {
        forms.put(form, needle);
    }

    private static byte[] shifted(byte[] secret, int by) {
        byte[] longer = new byte[secret.length + by];
        System.arraycopy(secret, 0, longer, by, secret.length);
        return longer;
    }

    /** The characters of an encoding that depend on the secret alone, not on its neighbours. */
    private static String inner(String encoded, int skippedBits, int bits, byte[] secret) {
        int from = (skippedBits + bits - 1) / bits;
        int to = (skippedBits + secret.length * 8) / bits;
        return encoded.substring(from, to);
    }

    private static String base32(byte[] bytes) {
        StringBuilder text = new StringBuilder();
        BigInteger number = new BigInteger(1, bytes);
        int missing = (5 - bytes.length * 8 % 5) % 5;
        number = number.shiftLeft(missing);
        for (int bit = bytes.length * 8 + missing - 5; bit >= 0; bit -= 5) {
            text.append(BASE32.charAt(number.shiftRight(bit).intValue() & 31));
        }
        return text.toString();
    }

    private static byte[] decodeBase32(String letters) {
        BigInteger number = BigInteger.ZERO;
        for (char letter : letters.toCharArray()) {
            number = number.shiftLeft(5).or(BigInteger.valueOf(BASE32.indexOf(letter)));
        }
        int bytes = letters.length() * 5 / 8;
        byte[] padded = number.shiftRight(letters.length() * 5 % 8).toByteArray();
        byte[] secret = new byte[bytes];
        int length = Math.min(bytes, padded.length);
        System.arraycopy(padded, padded.length - length, secret, bytes - length, length);
        return secret;
    }
}
