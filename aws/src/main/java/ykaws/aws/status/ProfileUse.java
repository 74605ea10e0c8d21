package ykaws.aws.status;

import java.util.Optional;

/**
 * A profile that uses the user's access keys, itself or by its sources.
 *
 * @param mfaSerial the device that holds for it, its own or inherited; empty if it names none
 * @param keysProfile under which the access keys are stored
 */
public record ProfileUse(String name, Optional<String> mfaSerial, String keysProfile) {
    /** Whether the keys are stored for this very profile. */
    public boolean own() {
        return name.equals(keysProfile);
    }
}
