package ykaws.pcsc;

import com.yubico.yubikit.core.Transport;
import java.util.Optional;

/**
 * A key as a listing shows it.
 *
 * @param info what Management told; empty if the key is in use or told nothing
 * @param state why there is no more to tell, or that nothing stands in the way
 */
public record KeyListing(String reader, Transport transport, Optional<DeviceInfo> info, State state) {
    /** How far a look at the key came. */
    public enum State {
        /** It answered. */
        FREE,
        /** Another program, or another ykaws, holds it. */
        IN_USE,
        /** It could not be read: no YubiKey, no permission, a reader that fails. */
        UNREADABLE
    }

    public boolean inUse() {
        return state == State.IN_USE;
    }
}
