package ykaws.aws.enroll;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import ykaws.aws.CallerIdentity;
import ykaws.aws.Partition;
import ykaws.oath.MfaArn;

/**
 * What there is to tell a device's ARN from, for a device that somebody else made.
 *
 * @param asked the name or ARN that the user gave, or null
 * @param path the IAM path that the user gave, or null
 * @param label what AWS's QR code says
 * @param profile the device that the profile names
 * @param caller whose access keys are at hand, if any are
 * @param region the partition of the region, for where nothing better tells it
 */
public record DeviceClues(
        @Nullable String asked,
        @Nullable String path,
        Optional<FormLabel> label,
        Optional<MfaArn> profile,
        Optional<CallerIdentity> caller,
        Partition region) {

    /** The same with the name or ARN that a person gave when asked. */
    public DeviceClues named(String answer) {
        return new DeviceClues(answer, path, label, profile, caller, region);
    }

    /** The same for an account that a person named when asked. */
    public DeviceClues inAccount(String number) {
        return new DeviceClues(
                asked,
                path,
                Optional.of(new FormLabel(name().orElse(""), Optional.of(number))),
                profile,
                caller,
                region);
    }

    /** The device's name, if it is known. */
    public Optional<String> name() {
        if (asked != null) {
            return Optional.of(arn().map(MfaArn::name).orElse(asked));
        }
        return label.map(FormLabel::device).or(() -> profile.map(MfaArn::name));
    }

    /** The number of the account, if it is known. */
    public Optional<String> account() {
        return arn().map(MfaArn::account)
                .or(() -> label.flatMap(FormLabel::account))
                .or(() -> caller.map(CallerIdentity::account))
                .or(() -> profile.map(MfaArn::account));
    }

    private Optional<MfaArn> arn() {
        return asked == null ? Optional.empty() : MfaArn.parse(asked);
    }

    /**
     * The device's ARN.
     *
     * @throws EnrollException DEVICE_UNKNOWN if the name or the account is missing, CONTRADICTION, INVALID_NAME
     */
    public MfaArn serial() throws EnrollException {
        String name = name().orElseThrow(() -> EnrollException.of(
                EnrollException.Kind.DEVICE_UNKNOWN, "the name that the device has in AWS's form is missing"));
        String account = account()
                .orElseThrow(() -> EnrollException.of(
                        EnrollException.Kind.DEVICE_UNKNOWN,
                        "the account of the device '" + name + "' is missing: give the device's ARN as NAME"));
        requireAgreement(name, account);
        if (arn().isPresent()) {
            return checked(arn().get());
        }
        String partition = caller.map(it -> Partition.ofArn(it.arn()))
                .or(() -> profile.filter(it -> it.account().equals(account)).map(it -> Partition.ofArn(it.text())))
                .orElse(region)
                .id();
        return checked(new MfaArn(partition, account, path(name, account), name));
    }

    /** The form has no field for a path; other tools make devices with one. */
    private String path(String name, String account) {
        if (path != null) {
            return path;
        }
        return profile.filter(it -> it.name().equals(name) && it.account().equals(account))
                .map(MfaArn::path)
                .orElse("/");
    }

    private void requireAgreement(String name, String account) throws EnrollException {
        if (label.isPresent() && !label.get().device().equals(name)) {
            throw contradiction("the device '" + label.get().device() + "', not '" + name + "'");
        }
        Optional<String> labelled = label.flatMap(FormLabel::account);
        if (labelled.isPresent() && !labelled.get().equals(account)) {
            throw contradiction("account " + labelled.get() + ", not " + account);
        }
        if (caller.isPresent() && !caller.get().account().equals(account)) {
            throw EnrollException.of(
                    EnrollException.Kind.CONTRADICTION,
                    "the device is of account " + account + ", and the profile's access keys are of "
                            + caller.get().account() + ": name another profile with --profile");
        }
    }

    private static EnrollException contradiction(String what) {
        return EnrollException.of(EnrollException.Kind.CONTRADICTION, "the QR code is of " + what);
    }

    private static MfaArn checked(MfaArn arn) throws EnrollException {
        return Checks.requireDevice(arn);
    }
}
