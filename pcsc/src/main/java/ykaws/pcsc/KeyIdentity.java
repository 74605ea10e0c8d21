package ykaws.pcsc;

import com.yubico.yubikit.core.Version;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Which key it is.
 *
 * @param serial the only identity that stays; empty if the key has none or hides it
 * @param version the firmware
 * @param sky a Security Key (FIDO only)
 * @param parts what newer firmware tells besides
 */
public record KeyIdentity(OptionalInt serial, Version version, FormFactor formFactor, boolean sky, Parts parts) {
    /**
     * Numbers of its parts.
     *
     * @param partNumber as on the package; empty also if the key tells one that is no text
     * @param qualifier what firmware before its release is on the way to
     * @param fingerprintSensor the version of its program, on keys of the Bio series
     * @param secureElement the version of the second processor (STM)
     */
    public record Parts(
            Optional<String> partNumber,
            Optional<Qualifier> qualifier,
            Optional<Version> fingerprintSensor,
            Optional<Version> secureElement) {
        /** Of a key that tells nothing about them. */
        public static final Parts UNTOLD =
                new Parts(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    /**
     * Tag 19: which build of a version this is.
     *
     * @param version the version as it will be released
     * @param iteration the number of the build; 0 for a released one
     */
    public record Qualifier(Version version, Stage stage, long iteration) {}

    /** How far a version is, by the code in tag 19. */
    public enum Stage {
        ALPHA,
        BETA,
        FINAL
    }
}
