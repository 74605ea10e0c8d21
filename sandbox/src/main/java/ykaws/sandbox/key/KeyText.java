package ykaws.sandbox.key;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.ArrayList;
import java.util.List;
import java.util.StringTokenizer;

/**
 * A {@link KeyState} as text: one field or account a line, words parted by spaces, bytes in hexadecimal.
 *
 * <pre>
 * firmware 5.7.1
 * config 827 827 0 15 0 free -
 * touches 3
 * salt 0011223344556677
 * code 33 00112233445566778899aabbccddeeff
 * account 616263 33 6 3132333435363738393031323334353637383930 2 0 0 -
 * </pre>
 *
 * <p>The words of a line are the components of {@link KeyConfig} and {@link OathAccount} in their order; {@code -}
 * stands for no bytes. Not
 * JSON: to load a parser for it would take longer than the rest of what {@code code} has the key do.
 */
final class KeyText {
    private static final String NO_BYTES = "-";
    private static final String END = "end";

    private KeyText() {}

    static byte[] write(KeyState state) {
        StringBuilder text = new StringBuilder();
        line(text, "firmware", state.firmware().fullText());
        config(text, state.config());
        line(text, "touches", Integer.toString(state.touches()));
        line(text, "salt", hex(state.oath().salt()));
        KeyState.AccessCode code = state.oath().code();
        if (code != null) {
            line(text, "code", Integer.toString(code.type()), hex(code.key()));
        }
        for (OathAccount account : state.oath().accounts()) {
            line(
                    text,
                    "account",
                    hex(account.name()),
                    Integer.toString(account.type()),
                    Integer.toString(account.digits()),
                    hex(account.key()),
                    Integer.toString(account.properties()),
                    Long.toString(account.imf()),
                    Long.toString(account.counter()),
                    hex(account.last()));
        }
        line(text, END);
        return text.toString().getBytes(US_ASCII);
    }

    private static void config(StringBuilder text, KeyConfig config) {
        Bytes lock = config.lockCode();
        line(
                text,
                "config",
                Integer.toString(config.usb()),
                Integer.toString(config.nfc()),
                Integer.toString(config.settings().autoEject()),
                Integer.toString(config.settings().responseTimeout()),
                Integer.toString(config.settings().flags()),
                config.nfcRestricted() ? "restricted" : "free",
                lock == null ? NO_BYTES : hex(lock));
    }

    private static void line(StringBuilder text, String... words) {
        for (int i = 0; i < words.length; i++) {
            text.append(i == 0 ? "" : " ").append(words[i]);
        }
        text.append('\n');
    }

    private static String hex(Bytes bytes) {
        return bytes.length() == 0 ? NO_BYTES : bytes.hex();
    }

    /** Reads it back; the fields come in the order in which they are written. */
    static KeyState read(byte[] content) {
        Words words = new Words(new String(content, US_ASCII));
        words.expect("firmware");
        Firmware firmware = Firmware.parse(words.next());
        KeyConfig config = config(words, firmware);
        words.expect("touches");
        int touches = words.number();
        words.expect("salt");
        Bytes salt = words.bytes();
        KeyState.AccessCode code = null;
        List<OathAccount> accounts = new ArrayList<>();
        String word = words.next();
        if (word.equals("code")) {
            code = new KeyState.AccessCode(words.number(), words.bytes());
            word = words.next();
        }
        while (word.equals("account")) {
            accounts.add(account(words));
            word = words.next();
        }
        if (!word.equals(END)) {
            throw new IllegalArgumentException("no end");
        }
        return new KeyState(firmware, config, touches, new KeyState.Oath(salt, code, accounts));
    }

    private static KeyConfig config(Words words, Firmware firmware) {
        String word = words.next();
        if (word.equals("oath")) {
            // So it was written when OATH was all that could be disabled.
            return KeyConfig.fresh(firmware).withOathEnabled(words.flag("enabled", "disabled"));
        }
        if (!word.equals("config")) {
            throw new IllegalArgumentException("config");
        }
        int usb = words.number();
        int nfc = words.number();
        KeyConfig.Settings settings = new KeyConfig.Settings(words.number(), words.number(), words.number());
        boolean restricted = words.flag("restricted", "free");
        Bytes lock = words.bytes();
        return new KeyConfig(usb, nfc, settings, restricted, lock.length() == 0 ? null : lock);
    }

    private static OathAccount account(Words words) {
        return new OathAccount(
                words.bytes(),
                words.number(),
                words.number(),
                words.bytes(),
                words.number(),
                words.bigNumber(),
                words.bigNumber(),
                words.bytes());
    }

    /** Whatever is not as expected is an IllegalArgumentException (NumberFormatException is one). */
    private static final class Words {
        private final StringTokenizer words;

        Words(String text) {
            this.words = new StringTokenizer(text);
        }

        String next() {
            if (!words.hasMoreTokens()) {
                throw new IllegalArgumentException("too short");
            }
            return words.nextToken();
        }

        void expect(String word) {
            if (!next().equals(word)) {
                throw new IllegalArgumentException(word);
            }
        }

        boolean flag(String yes, String no) {
            String word = next();
            if (!word.equals(yes) && !word.equals(no)) {
                throw new IllegalArgumentException(yes);
            }
            return word.equals(yes);
        }

        int number() {
            return Integer.parseInt(next());
        }

        long bigNumber() {
            return Long.parseLong(next());
        }

        Bytes bytes() {
            String word = next();
            return word.equals(NO_BYTES) ? Bytes.EMPTY : Bytes.ofHex(word);
        }
    }
}
