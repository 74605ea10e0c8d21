package ykaws.pcsc;

import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * Which key is meant.
 *
 * @param serial the serial number that Management tells; empty: whichever is the only one
 * @param reader a part of the reader's name, in any case; null: any reader with {@code YubiKey} in its name
 */
public record KeySelector(OptionalInt serial, @Nullable String reader) {
    /** The only key that is plugged in. */
    public static final KeySelector ANY = new KeySelector(OptionalInt.empty(), null);

    /** The key with this serial number, in any reader with {@code YubiKey} in its name. */
    public static KeySelector ofSerial(int serial) {
        return new KeySelector(OptionalInt.of(serial), null);
    }

    /** The card in the reader whose name contains {@code name}. */
    public static KeySelector ofReader(String name) {
        return new KeySelector(OptionalInt.empty(), name);
    }
}
