package ykaws.shell.command;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import ykaws.aws.status.PluggedKey;
import ykaws.shell.Invocation;

/** Which MFA devices the keys that are plugged in hold. Nobody is asked for a password for that. */
final class DevicesAtHand {
    private final List<PluggedKey> keys;
    private final boolean complete;

    private DevicesAtHand(List<PluggedKey> keys, boolean complete) {
        this.keys = keys;
        this.complete = complete;
    }

    /** @param asked whether anybody wants to know */
    static DevicesAtHand of(Invocation invocation, boolean asked) throws IOException {
        if (!asked) {
            return new DevicesAtHand(List.of(), false);
        }
        StatusKeys reading = StatusKeys.withoutAsking(invocation);
        List<PluggedKey> keys = reading.read();
        return new DevicesAtHand(keys, reading.unread().isEmpty());
    }

    /** Null where a key could not be read that may hold it. */
    @Nullable
    Boolean present(String mfaSerial) {
        if (keys.stream().anyMatch(key -> key.holds(mfaSerial))) {
            return true;
        }
        return complete ? false : null;
    }

    /** The serial number of the key that holds it. */
    Optional<String> key(String mfaSerial) {
        return keys.stream()
                .filter(key -> key.holds(mfaSerial) && key.serial().isPresent())
                .map(PluggedKey::name)
                .findFirst();
    }
}
