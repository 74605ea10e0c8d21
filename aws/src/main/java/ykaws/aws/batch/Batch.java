package ykaws.aws.batch;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import ykaws.aws.AwsException;
import ykaws.aws.CallerIdentity;
import ykaws.aws.Iam;
import ykaws.aws.MfaDevice;
import ykaws.aws.enroll.Commands;
import ykaws.aws.enroll.EnrollException;
import ykaws.aws.enroll.EnrollKeys;
import ykaws.aws.enroll.EnrollProgress;
import ykaws.aws.enroll.EnrollResult;
import ykaws.aws.enroll.EnrollWish;
import ykaws.aws.enroll.Enrollment;
import ykaws.aws.enroll.Journal;
import ykaws.oath.CredentialId;
import ykaws.oath.MfaArn;

/**
 * Enrolls the users of one AWS account, one after the other, with an administrator's access keys.
 *
 * <p>Nothing is kept from one user to the next but two clients. The caller holds {@link Journal#alone}.
 */
public final class Batch {
    private final Enrollment.Parts parts;
    private final EnrollWish.Login login;
    private final EnrollProgress progress;
    private final Iam iam;
    private final String partition;
    private final String account;

    /** What became of a user; a failure is thrown. */
    public enum Outcome {
        ENROLLED,
        /** The user has the device enabled: nothing was to be done. */
        ALREADY
    }

    /**
     * A user who has a device.
     *
     * @param serial the ARN of the device
     * @param account the id of its account on the key
     * @param key the key's serial number, empty where nobody noted it
     */
    public record Done(Outcome outcome, String serial, CredentialId account, OptionalInt key) {}

    private Batch(Enrollment.Parts parts, EnrollWish.Login login, EnrollProgress progress, CallerIdentity caller) {
        this.parts = parts;
        this.login = login;
        this.progress = progress;
        this.iam = parts.aws().iam(login.keys(), login.endpoints());
        this.partition = caller.arn().split(":", 3)[1];
        this.account = caller.account();
    }

    /**
     * Finds out whose account it is.
     *
     * @throws IOException if AWS can't be asked, or its clock and ours are too far apart
     */
    public static Batch of(Enrollment.Parts parts, EnrollWish.Login login, EnrollProgress progress) throws IOException {
        Enrollment.Parts reused = new Enrollment.Parts(
                new ReusedClients(parts.aws()), parts.ledger(), parts.clock(), parts.pause(), parts.journal());
        CallerIdentity caller =
                reused.aws().sts(login.keys(), login.endpoints()).getCallerIdentity();
        reused.clock().in(login.endpoints().partition()).require("iam:EnableMFADevice");
        return new Batch(reused, login, progress, caller);
    }

    /** The ARN that a user's device has, or is going to have. */
    public MfaArn serial(UserRow row) {
        return new MfaArn(partition, account, row.path(), row.device());
    }

    /** The key on which a former run began with this user's device and broke off. */
    public OptionalInt begunOn(UserRow row) throws IOException {
        return begun(row).map(Batch::onlyKey).orElse(OptionalInt.empty());
    }

    /**
     * Whether there is nothing to be done, without looking at a key: an enabled device holds, since a device is enabled
     * with codes that its key was seen to calculate.
     *
     * @param finish note what a killed run had still to note: the tags
     * @return empty if the user has no such device
     * @throws EnrollException ALREADY_ENROLLED if it is on another key than the one that the file names
     */
    public Optional<Done> already(UserRow row, boolean finish) throws IOException {
        MfaArn wanted = serial(row);
        Optional<Journal.Entry> begun = begun(row);
        MfaArn instead =
                begun.flatMap(Journal.Entry::instead).flatMap(MfaArn::parse).orElse(wanted);
        List<MfaDevice> devices = iam.listMfaDevices(row.user());
        MfaArn found = has(devices, instead) ? instead : wanted;
        if (!has(devices, found)) {
            return Optional.empty();
        }
        OptionalInt key = begun.isPresent() ? onlyKey(begun.get()) : taggedKey(found);
        if (begun.isPresent() && finish) {
            finish(row, found, begun.get());
        }
        if (key.isPresent() && row.key().isPresent() && !key.equals(row.key())) {
            throw onAnotherKey(row, found, key);
        }
        return Optional.of(new Done(Outcome.ALREADY, found.text(), found.accountName(), key));
    }

    private static boolean has(List<MfaDevice> devices, MfaArn serial) {
        return devices.stream().anyMatch(each -> each.serial().equals(serial.text()));
    }

    private Optional<Journal.Entry> begun(UserRow row) throws IOException {
        return parts.journal()
                .find(serial(row).text())
                .filter(entry -> entry.user().equals(row.user()));
    }

    private static OptionalInt onlyKey(Journal.Entry entry) {
        return entry.keys().size() == 1 ? entry.keys().get(0) : OptionalInt.empty();
    }

    /** A run was ended after it had enabled the device. */
    private void finish(UserRow row, MfaArn device, Journal.Entry begun) throws IOException {
        OptionalInt key = onlyKey(begun);
        Map<String, String> tags = new LinkedHashMap<>(row.tags());
        if (key.isPresent()) {
            tags.put(Enrollment.SERIAL_TAG, Integer.toUnsignedString(key.getAsInt()));
        }
        if (!tags.isEmpty()) {
            try {
                iam.tagMfaDevice(device.text(), tags);
            } catch (AwsException e) {
                // The journal keeps what is to be noted.
                progress.skipped("the tags of the device", e);
                return;
            }
        }
        parts.journal().strike(begun.serial());
    }

    private OptionalInt taggedKey(MfaArn device) throws IOException {
        try {
            return serial(iam.listMfaDeviceTags(device.text()).get(Enrollment.SERIAL_TAG));
        } catch (AwsException e) {
            if (e.kind() != AwsException.Kind.DENIED) {
                throw e;
            }
            progress.skipped("the tags of the device", e);
            return OptionalInt.empty();
        }
    }

    /** Of several keys with one seed, none is the one. */
    private static OptionalInt serial(@Nullable String tag) {
        try {
            return tag == null ? OptionalInt.empty() : OptionalInt.of(Integer.parseUnsignedInt(tag));
        } catch (NumberFormatException e) {
            return OptionalInt.empty();
        }
    }

    private static EnrollException onAnotherKey(UserRow row, MfaArn device, OptionalInt key) {
        String there = Integer.toUnsignedString(key.getAsInt());
        String asked = Integer.toUnsignedString(row.key().getAsInt());
        return new EnrollException(
                EnrollException.Kind.ALREADY_ENROLLED,
                "user " + row.user() + " has the MFA device " + device.text() + " on key " + there + ", not on "
                        + asked,
                List.of(Commands.ykaws(key, "unenroll", row.device(), "--user", row.user())),
                null);
    }

    /**
     * Enrolls a user, wholly or not at all, as {@link Enrollment} does. The administrator's profile gets no
     * {@code mfa_serial}.
     *
     * @param keys the one key
     * @param touch whether each code asks for a touch
     */
    public Done enroll(UserRow row, EnrollKeys keys, boolean touch) throws IOException {
        EnrollWish wish = new EnrollWish(
                login,
                new EnrollWish.Device(row.device(), row.user(), row.path(), touch),
                new EnrollWish.Target(Path.of(""), List.of()),
                new EnrollWish.Options(false, false, row.tags()));
        Enrollment enrollment = new Enrollment(parts, progress);
        EnrollResult result = enrollment.run(enrollment.plan(wish, keys));
        EnrollResult.Device device = result.devices().get(0);
        boolean found = device.origin() == EnrollResult.Origin.FOUND;
        return new Done(
                found ? Outcome.ALREADY : Outcome.ENROLLED,
                device.serial(),
                device.account(),
                device.keys().get(0));
    }
}
