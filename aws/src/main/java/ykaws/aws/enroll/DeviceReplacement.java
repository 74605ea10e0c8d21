package ykaws.aws.enroll;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import ykaws.aws.MfaDevice;
import ykaws.oath.CredentialId;
import ykaws.oath.MfaArn;

/**
 * A key takes the place of another one: once its device is enabled, the profiles name that, and its codes take the old
 * one away. There is a device at every moment, and after an interruption at any moment a second run does the rest.
 */
public final class DeviceReplacement {
    private final Enrollment.Parts parts;
    private final String asked;
    private final Optional<MfaDevice> old;

    /**
     * Looks the old device up.
     *
     * @param asked its name or ARN
     */
    public DeviceReplacement(Enrollment.Parts parts, UserDevices devices, String asked) {
        this.parts = parts;
        this.asked = asked;
        this.old = devices.named(asked).stream().findFirst();
    }

    /** The new device's name where none is given: the old one's with the new key's serial number behind it. */
    public String name(EnrollKey key) {
        String base = old.flatMap(it -> MfaArn.parse(it.serial()))
                .map(MfaArn::name)
                .orElse(asked.substring(asked.lastIndexOf('/') + 1));
        String number =
                key.serial().isPresent() ? Integer.toUnsignedString(key.serial().getAsInt()) : "2";
        return base + "-" + number;
    }

    /** That the old device is not there means that a former run came to its end, or a slip of the keyboard. */
    public boolean isPossible(EnrollPlan plan) {
        boolean done = plan.devices().get(0).found().state() == EnrollDevice.State.ENROLLED;
        return !isItself(plan) && (old.isPresent() || done);
    }

    /** Whether there is an old device still. */
    public boolean isPending() {
        return old.isPresent();
    }

    /** Whether the old device would be the new one. */
    public boolean isItself(EnrollPlan plan) {
        return serial(plan.serial()).equals(plan.serial());
    }

    /** The old device's ARN; of one that is gone, what it must have been. */
    public String serial(String fresh) {
        if (old.isPresent() || MfaArn.parse(asked).isPresent()) {
            return old.map(MfaDevice::serial).orElse(asked);
        }
        MfaArn sibling = MfaArn.parse(fresh).orElseThrow();
        return new MfaArn(sibling.partition(), sibling.account(), sibling.path(), asked).text();
    }

    /**
     * Carries it out, with the new device enabled.
     *
     * @param fresh the new device's ARN
     * @return the accounts of the old one that were on this key
     */
    public List<CredentialId> finish(EnrollWish.Login login, String fresh, Unenrollment.Places places)
            throws IOException {
        String serial = serial(fresh);
        new ProfileSerials(places.files()).replace(serial, fresh);
        // Of one that IAM did not list it is asked too: it may be somebody else's, and then nothing of it may go.
        MfaDevice device = old.orElseGet(() -> new MfaDevice(serial, null, null));
        new Unenrollment(parts).replaced(login, device, fresh, places.codes());
        return Unenrollment.forget(places.keys().open(0), serial);
    }
}
