package ykaws.pcsc;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Which readers come into question. Cards in others get no command from us: they may be anything. */
final class ReaderChoice {
    private static final String YUBIKEY = "yubikey";

    private ReaderChoice() {}

    /** Whether PC/SC made the reader for a YubiKey in a USB port. NEO and 4 spell themselves "Yubikey". */
    static boolean isYubiKey(String reader) {
        return lower(reader).contains(YUBIKEY);
    }

    /**
     * The readers that may hold the key, at least one.
     *
     * @param part of the name; null: readers made for a YubiKey
     * @throws PcscException NO_READER, NO_KEY
     */
    static List<CardReader> candidates(List<CardReader> all, @Nullable String part) throws PcscException {
        List<CardReader> named = named(all, part);
        if (named.isEmpty()) {
            throw none(all, part);
        }
        if (named.size() == 1) {
            return named;
        }
        // A YubiKey that was just used over HID has no card for moments. Alone it is waited for; beside another key,
        // what is there counts.
        List<CardReader> present = new ArrayList<>();
        for (CardReader reader : named) {
            if (reader.cardPresent()) {
                present.add(reader);
            }
        }
        return present.isEmpty() ? named.subList(0, 1) : present;
    }

    /** A name that is given in full means that reader, even if it is part of another's. */
    static List<CardReader> named(List<CardReader> all, @Nullable String part) {
        String wanted = part == null ? YUBIKEY : lower(part);
        List<CardReader> found = new ArrayList<>();
        for (CardReader reader : all) {
            String name = lower(reader.name());
            if (part != null && name.equals(wanted)) {
                return List.of(reader);
            }
            if (name.contains(wanted)) {
                found.add(reader);
            }
        }
        return found;
    }

    private static PcscException none(List<CardReader> all, @Nullable String part) {
        List<String> names = new ArrayList<>();
        for (CardReader reader : all) {
            names.add(reader.name());
        }
        if (part != null) {
            String message = "no reader has \"" + part + "\" in its name";
            return PcscException.ofReaders(PcscException.Kind.NO_READER, message, names);
        }
        return names.isEmpty()
                ? PcscException.ofReaders(PcscException.Kind.NO_READER, "no YubiKey and no card reader is there", names)
                : PcscException.ofReaders(PcscException.Kind.NO_KEY, "no YubiKey is plugged in", names);
    }

    private static String lower(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
