package ykaws.aws.enroll;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import ykaws.aws.Iam;
import ykaws.aws.MfaDevice;
import ykaws.aws.session.CodeSource;
import ykaws.oath.Credential;
import ykaws.oath.CredentialId;
import ykaws.oath.MfaArn;

/**
 * Takes a key's MFA device away: deactivates it, deletes it, and removes its account from the key, in this order, so that
 * an enabled device never loses its key. Each of them done already is no failure: a second run finishes a first one.
 *
 * <p>Source of the calls: IAM API, {@code DeactivateMFADevice} and {@code DeleteVirtualMFADevice}.
 */
public final class Unenrollment {
    private final Enrollment.Parts parts;

    public Unenrollment(Enrollment.Parts parts) {
        this.parts = parts;
    }

    /**
     * Carries it out. The profile that names the device is left to the caller.
     *
     * @param device with its user, or with none if nobody has it enabled
     * @param codes of that device: asked only if the policy wants MFA for this, which costs a touch
     * @param key the key that may hold its account, or null
     * @return the accounts that were removed from the key
     */
    public List<CredentialId> run(EnrollWish.Login login, MfaDevice device, CodeSource codes, @Nullable EnrollKey key)
            throws IOException {
        Removal removal = new Removal(parts);
        if (device.user() != null) {
            removal.deactivate(login, device, codes);
        }
        Iam iam = parts.aws().iam(login.keys(), login.endpoints());
        removal.delete(iam, device.serial());
        return key == null ? List.of() : forget(key, device.serial());
    }

    private static List<CredentialId> forget(EnrollKey key, String serial) throws IOException {
        Optional<MfaArn> arn = MfaArn.parse(serial);
        List<CredentialId> removed = new ArrayList<>();
        for (Credential account : key.session().list()) {
            if (arn.isPresent() && arn.get().names(account.id())) {
                key.session().delete(account.id());
                removed.add(account.id());
            }
        }
        return removed;
    }
}
