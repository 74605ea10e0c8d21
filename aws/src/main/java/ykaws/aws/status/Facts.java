package ykaws.aws.status;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import ykaws.aws.MfaDevice;
import ykaws.aws.enroll.Journal;

/**
 * All there is to compare.
 *
 * @param profiles that use the user's access keys
 * @param stored all access keys of this computer, the user's and others'
 */
public record Facts(
        IamFacts iam, List<PluggedKey> keys, List<ProfileUse> profiles, List<StoredKey> stored, Moment moment) {
    public Facts {
        keys = List.copyOf(keys);
        profiles = List.copyOf(profiles);
        stored = List.copyOf(stored);
    }

    /**
     * What else counts.
     *
     * @param ahead how far AWS's clock is ahead of this computer's
     * @param now this computer's time
     * @param journal enrolments of this computer that broke off
     */
    public record Moment(Duration ahead, Instant now, List<Journal.Entry> journal) {
        public Moment {
            journal = List.copyOf(journal);
        }
    }

    /** The plugged-in keys that hold a device's account. */
    public List<PluggedKey> holders(String deviceSerial) {
        return keys.stream().filter(it -> it.holds(deviceSerial)).toList();
    }

    /** The serial numbers of the keys that a device's tag names. */
    public List<String> taggedKeys(String deviceSerial) {
        List<String> serials = new ArrayList<>();
        for (String each : iam.keySerials().getOrDefault(deviceSerial, "").split(" ", -1)) {
            if (!each.isEmpty()) {
                serials.add(each);
            }
        }
        return serials;
    }

    /** The stored keys that are this user's. */
    public List<StoredKey> storedOfUser() {
        List<StoredKey> own = new ArrayList<>();
        for (StoredKey each : stored) {
            boolean used = profiles.stream().anyMatch(it -> it.keysProfile().equals(each.profile()));
            boolean known = iam.accessKeys().stream().anyMatch(it -> it.id().equals(each.accessKeyId()));
            if (used || known) {
                own.add(each);
            }
        }
        return own;
    }

    /** The device for a profile: one that a plugged-in key holds, else the only one. */
    public Optional<String> preferred() {
        List<MfaDevice> enabled = iam.enabled();
        for (MfaDevice each : enabled) {
            if (!holders(each.serial()).isEmpty()) {
                return Optional.of(each.serial());
            }
        }
        return enabled.size() == 1 ? Optional.of(enabled.get(0).serial()) : Optional.empty();
    }
}
