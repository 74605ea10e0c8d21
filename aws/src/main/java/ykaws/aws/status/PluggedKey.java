package ykaws.aws.status;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import ykaws.oath.CredentialId;
import ykaws.oath.MfaArn;

/**
 * A key that is plugged in, and what it holds.
 *
 * @param reader where it is
 * @param state how far it could be read
 * @param accounts empty unless it was read
 */
public record PluggedKey(OptionalInt serial, String reader, State state, List<CredentialId> accounts) {
    /** How far a key could be read. */
    public enum State {
        READ,
        /** By a password that nobody gave. */
        LOCKED,
        /** Another program holds it. */
        IN_USE,
        UNREADABLE
    }

    public PluggedKey {
        accounts = List.copyOf(accounts);
    }

    /** Whether it holds a device's account. */
    public boolean holds(String deviceSerial) {
        Optional<MfaArn> arn = MfaArn.parse(deviceSerial);
        return arn.isPresent() && accounts.stream().anyMatch(arn.get()::names);
    }

    /** Its serial number as people read it. */
    public String name() {
        return serial.isPresent() ? Integer.toUnsignedString(serial.getAsInt()) : "no serial";
    }
}
