package ykaws.oath;

import com.yubico.yubikit.core.Version;
import java.util.Arrays;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** What SELECT told. */
final class Selection {
    private static final int DEVICE_ID_BYTES = 16;

    private final Version version;
    private final byte[] salt;
    private final byte @Nullable [] challenge;

    Selection(Version version, byte[] salt, byte @Nullable [] challenge) {
        this.version = version;
        this.salt = salt;
        this.challenge = challenge;
    }

    /** The firmware; on a NEO the version of its OATH application, below 3. */
    Version version() {
        return version;
    }

    /** Random since the last RESET: the salt of passwords, and what the device id is made of. */
    byte[] salt() {
        return salt;
    }

    /** As ykman spells it: base64, without padding, of half a hash of the salt. */
    String deviceId() {
        byte[] hash = Hmac.digest(HashAlgorithm.SHA256.digestName(), salt);
        return Base64.getEncoder().withoutPadding().encodeToString(Arrays.copyOf(hash, DEVICE_ID_BYTES));
    }

    /** What VALIDATE has to prove itself with; null if no password is set. */
    byte @Nullable [] challenge() {
        return challenge;
    }
}
