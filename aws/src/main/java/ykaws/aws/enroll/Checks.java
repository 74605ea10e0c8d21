package ykaws.aws.enroll;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import ykaws.aws.AccessKeys;
import ykaws.aws.AwsException;
import ykaws.aws.CallerIdentity;
import ykaws.aws.Iam;
import ykaws.aws.MfaDevice;
import ykaws.oath.Credential;
import ykaws.oath.MfaArn;

/** What can be known before anything is changed. */
final class Checks {
    /** The prefix of temporary keys; long-term ones start with AKIA (IAM User Guide, "Unique identifiers"). */
    private static final String TEMPORARY = "ASIA";

    private final Enrollment.Parts parts;
    private final EnrollProgress progress;

    Checks(Enrollment.Parts parts, EnrollProgress progress) {
        this.parts = parts;
        this.progress = progress;
    }

    /** What IAM answers, or nothing where the user's policy does not let it answer. */
    private interface Question {
        List<MfaDevice> ask() throws AwsException;
    }

    EnrollPlan plan(EnrollWish wish, EnrollKeys keys) throws IOException {
        CallerIdentity caller = identity(wish.login());
        String user =
                wish.device().user() == null ? userName(caller) : wish.device().user();
        String name = wish.device().name() == null ? user : wish.device().name();
        MfaArn serial = serial(caller, wish.device().path(), name);
        List<Survey.HeldKey> held = look(keys);
        Survey survey = new Survey(wish.options(), account(wish.login(), user), held, parts.journal());
        List<EnrollDevice> devices = survey.devices(serial);
        for (String barred : survey.barred()) {
            undeletable(progress, barred);
        }
        // The profile is the caller's, and so is the mfa_serial in it.
        boolean own = caller.userName().equals(Optional.of(user));
        return new EnrollPlan(own ? wish : wish.withoutProfiles(), keys, user, devices);
    }

    static void undeletable(EnrollProgress progress, String serial) {
        progress.left(
                "the unassigned MFA device " + serial + " could not be deleted; somebody who may can do it with",
                Commands.deleteDevice(serial));
    }

    /** The plan of one device under another name, for the same keys. */
    EnrollDevice another(EnrollPlan plan, EnrollDevice device, MfaArn serial) throws IOException {
        Survey survey = new Survey(
                plan.wish().options(), account(plan.wish().login(), plan.user()), look(plan.keys()), parts.journal());
        return survey.device(serial, device.keys());
    }

    private CallerIdentity identity(EnrollWish.Login login) throws IOException {
        if (login.keys() instanceof AccessKeys keys && keys.accessKeyId().startsWith(TEMPORARY)) {
            throw EnrollException.of(
                    EnrollException.Kind.NOT_LONG_TERM,
                    "the access key " + login.keys().accessKeyId()
                            + " is a session's: IAM takes an enrolment from a user's own keys only");
        }
        CallerIdentity caller = parts.aws().sts(login.keys(), login.endpoints()).getCallerIdentity();
        parts.clock().in(login.partition()).require("iam:EnableMFADevice");
        return caller;
    }

    /** The last part of {@code arn:PARTITION:iam::ACCOUNT:user/PATH/NAME}. */
    static String userName(CallerIdentity caller) throws EnrollException {
        Optional<String> name = caller.userName();
        if (name.isEmpty()) {
            throw EnrollException.of(
                    EnrollException.Kind.NOT_A_USER, "these keys are not an IAM user's but those of " + caller.arn());
        }
        return name.get();
    }

    private static MfaArn serial(CallerIdentity caller, String path, String name) throws EnrollException {
        return requireDevice(new MfaArn(caller.arn().split(":", 3)[1], caller.account(), path, name));
    }

    /** Refuses a name or path that no device can have. */
    static MfaArn requireDevice(MfaArn arn) throws EnrollException {
        String path = arn.path();
        boolean pathFits = path.equals("/") || (path.startsWith("/") && path.endsWith("/") && path.length() <= 512);
        if (!pathFits || !isDeviceName(arn.name()) || !MfaArn.parse(arn.text()).equals(Optional.of(arn))) {
            throw EnrollException.of(
                    EnrollException.Kind.INVALID_NAME,
                    "'" + path + arn.name() + "' can't be the path and name of an MFA device: the path starts and ends"
                            + " with '/', the name has letters, digits and any of +=,.@_-");
        }
        return arn;
    }

    /** {@code [\w+=,.@-]+} (IAM API, CreateVirtualMFADevice), and at most 226 for the whole serial. */
    static boolean isDeviceName(String name) {
        boolean fits = !name.isEmpty() && name.length() <= 226;
        for (int i = 0; fits && i < name.length(); i++) {
            char c = name.charAt(i);
            fits = (c >= 'a' && c <= 'z')
                    || (c >= 'A' && c <= 'Z')
                    || (c >= '0' && c <= '9')
                    || "+=,.@_-".indexOf(c) >= 0;
        }
        return fits;
    }

    static List<Survey.HeldKey> look(EnrollKeys keys) throws IOException {
        List<Survey.HeldKey> all = new ArrayList<>();
        for (int i = 0; i < keys.count(); i++) {
            EnrollKey key = keys.open(i);
            List<Credential> accounts = key.session().list();
            all.add(new Survey.HeldKey(
                    key.serial(),
                    key.session().version(),
                    accounts,
                    accounts.size() >= key.session().slots()));
        }
        for (int i = 1; i < all.size(); i++) {
            OptionalInt serial = all.get(i).serial();
            if (serial.isEmpty() || serial.equals(all.get(i - 1).serial())) {
                throw EnrollException.of(
                        EnrollException.Kind.NOT_SEVERAL_KEYS,
                        "several keys must have different serial numbers, to be told from one another");
            }
        }
        return all;
    }

    private Survey.Account account(EnrollWish.Login login, String user) throws AwsException {
        Iam iam = parts.aws().iam(login.keys(), login.endpoints());
        Optional<List<MfaDevice>> own = unlessDenied("the user's MFA devices", () -> iam.listAllMfaDevices(user));
        Optional<List<MfaDevice>> unassigned =
                unlessDenied("unassigned MFA devices", () -> iam.listVirtualMfaDevices(true));
        return new Survey.Account(
                user, own.orElse(List.of()), unassigned.orElse(List.of()), own.isPresent() && unassigned.isPresent());
    }

    private Optional<List<MfaDevice>> unlessDenied(String check, Question question) throws AwsException {
        try {
            return Optional.of(question.ask());
        } catch (AwsException e) {
            if (e.kind() != AwsException.Kind.DENIED) {
                throw e;
            }
            progress.skipped(check, e);
            return Optional.empty();
        }
    }
}
