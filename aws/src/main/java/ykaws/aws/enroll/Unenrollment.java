package ykaws.aws.enroll;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import ykaws.aws.MfaDevice;
import ykaws.aws.config.AwsFiles;
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

    /** Where a device is besides IAM, and whose codes prove who takes it away. */
    public record Places(CodeSource codes, EnrollKeys keys, AwsFiles files) {}

    /** The accounts that were removed from the key, and the profiles that named the device. */
    public record Removed(List<CredentialId> accounts, List<String> profiles) {
        public Removed {
            accounts = List.copyOf(accounts);
            profiles = List.copyOf(profiles);
        }
    }

    /**
     * Takes it away everywhere: from IAM, from the keys that are at hand, and last from the profiles, so that a run that
     * is broken off leaves a trace by which the next one finds its work.
     */
    public Removed everywhere(EnrollWish.Login login, MfaDevice device, Places places) throws IOException {
        remove(login, device, new Removal.Proof(device.serial(), places.codes));
        List<CredentialId> accounts = new ArrayList<>();
        for (int i = 0; i < places.keys.count(); i++) {
            accounts.addAll(forget(places.keys.open(i), device.serial()));
        }
        return new Removed(accounts, new ProfileSerials(places.files).remove(device.serial()));
    }

    /**
     * Carries it out with a session of the device's own codes, if the policy wants MFA for this, which costs a touch.
     *
     * @param device with its user, or with none if nobody has it enabled
     * @param codes of that device
     * @param key the key that may hold its account, or null
     * @return the accounts that were removed from the key
     */
    public List<CredentialId> run(EnrollWish.Login login, MfaDevice device, CodeSource codes, @Nullable EnrollKey key)
            throws IOException {
        remove(login, device, new Removal.Proof(device.serial(), codes));
        return key == null ? List.of() : forget(key, device.serial());
    }

    /**
     * Takes a device away whose key is not at hand: another device of the user proves who asks.
     *
     * @param proof the other device's ARN
     * @param codes of the other device
     */
    public void replaced(EnrollWish.Login login, MfaDevice device, String proof, CodeSource codes) throws IOException {
        remove(login, device, new Removal.Proof(proof, codes));
    }

    private void remove(EnrollWish.Login login, MfaDevice device, Removal.Proof proof) throws IOException {
        Removal removal = new Removal(parts);
        if (device.user() != null) {
            removal.deactivate(login, device, proof);
        }
        removal.delete(parts.aws().iam(login.keys(), login.endpoints()), device.serial());
        parts.journal().strike(device.serial());
    }

    /** Removes the accounts of a device that is gone from a key. */
    public static List<CredentialId> forget(EnrollKey key, String serial) throws IOException {
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
