package ykaws.aws.enroll;

import com.yubico.yubikit.core.Version;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.CRC32;
import ykaws.oath.CredentialId;

/**
 * Replacing an account by a new one of the same name: the new one stands under a temporary name until IAM has enabled its
 * device, so that a failure on the way leaves the former one as it was.
 */
final class Replacement {
    private static final Version RENAMES = new Version(5, 3, 1);

    private Replacement() {}

    /** Always the same for one account, so that a later run finds it. */
    static CredentialId temporary(CredentialId account) {
        CRC32 sum = new CRC32();
        sum.update(account.text().getBytes(StandardCharsets.UTF_8));
        return CredentialId.of("ykaws-new-" + Long.toHexString(sum.getValue()));
    }

    /** Without RENAME the former account would have to go first, and that is the user's to decide. */
    static void requireFirmware(Survey.HeldKey key, CredentialId account) throws EnrollException {
        if (key.version().compareTo(RENAMES) < 0) {
            throw new EnrollException(
                    EnrollException.Kind.ACCOUNT_ON_KEY,
                    "the key's firmware " + key.version() + " can't rename accounts, so that the former account '"
                            + account.text() + "' would have to go first",
                    List.of(Commands.deleteAccount(key.serial(), account), "ykaws enroll"),
                    null);
        }
    }
}
