package ykaws.aws.enroll;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import ykaws.aws.AwsClients;
import ykaws.aws.AwsException;
import ykaws.aws.CallerIdentity;
import ykaws.aws.Iam;
import ykaws.aws.MfaDevice;
import ykaws.oath.Credential;
import ykaws.oath.CredentialId;
import ykaws.oath.MfaArn;

/** What can be known before anything is changed. */
final class Checks {
    /** IAM's quota, MFADevicesPerUser. */
    private static final int DEVICES_PER_USER = 8;
    /** The prefix of temporary keys; long-term ones start with AKIA (IAM User Guide, "Unique identifiers"). */
    private static final String TEMPORARY = "ASIA";

    private final AwsClients aws;
    private final EnrollProgress progress;

    Checks(AwsClients aws, EnrollProgress progress) {
        this.aws = aws;
        this.progress = progress;
    }

    /** What IAM answers, or {@code fallback} where the user's policy does not let it answer. */
    private interface Question<T> {
        T ask() throws AwsException;
    }

    EnrollPlan plan(EnrollWish wish, EnrollKey key) throws IOException {
        EnrollWish.Login login = wish.login();
        if (login.keys().accessKeyId().startsWith(TEMPORARY)) {
            throw EnrollException.of(
                    EnrollException.Kind.NOT_LONG_TERM,
                    "the access key " + login.keys().accessKeyId()
                            + " is a session's: IAM takes an enrolment from a user's own keys only");
        }
        CallerIdentity caller = aws.sts(login.keys(), login.endpoints()).getCallerIdentity();
        String self = userName(caller);
        String user = wish.device().user() == null ? self : wish.device().user();
        String name = wish.device().name() == null ? user : wish.device().name();
        MfaArn serial = serial(caller, wish.device().path(), name);
        CredentialId account = serial.accountName();
        checkKey(key, serial);
        checkIam(aws.iam(login.keys(), login.endpoints()), user, serial);
        return new EnrollPlan(wish, key, user, serial.text(), account);
    }

    /** The last part of {@code arn:PARTITION:iam::ACCOUNT:user/PATH/NAME}. */
    private static String userName(CallerIdentity caller) throws EnrollException {
        String[] fields = caller.arn().split(":", 6);
        if (fields.length < 6 || !fields[5].startsWith("user/")) {
            throw EnrollException.of(
                    EnrollException.Kind.NOT_A_USER, "these keys are not an IAM user's but those of " + caller.arn());
        }
        return fields[5].substring(fields[5].lastIndexOf('/') + 1);
    }

    private static MfaArn serial(CallerIdentity caller, String path, String name) throws EnrollException {
        String partition = caller.arn().split(":", 3)[1];
        boolean pathFits = path.equals("/") || (path.startsWith("/") && path.endsWith("/") && path.length() <= 512);
        Optional<MfaArn> arn = MfaArn.parse("arn:" + partition + ":iam::" + caller.account() + ":mfa" + path + name);
        if (!pathFits || !isDeviceName(name) || arn.isEmpty()) {
            throw EnrollException.of(
                    EnrollException.Kind.INVALID_NAME,
                    "'" + path + name + "' can't be the path and name of an MFA device: the path starts and ends with"
                            + " '/', the name has letters, digits and any of +=,.@_-");
        }
        return arn.get();
    }

    /** {@code [\w+=,.@-]+} (IAM API, CreateVirtualMFADevice), and at most 226 for the whole serial. */
    private static boolean isDeviceName(String name) {
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

    private static void checkKey(EnrollKey key, MfaArn serial) throws IOException {
        List<Credential> accounts = key.session().list();
        for (Credential account : accounts) {
            if (serial.names(account.id())) {
                throw EnrollException.of(
                        EnrollException.Kind.ACCOUNT_ON_KEY,
                        "the key already holds the account '" + account.id().text() + "'",
                        Commands.deleteAccount(key, account.id()));
            }
        }
        if (accounts.size() >= key.session().slots()) {
            throw EnrollException.of(
                    EnrollException.Kind.NO_SPACE,
                    "the key is full: it holds " + accounts.size() + " accounts already");
        }
    }

    private void checkIam(Iam iam, String user, MfaArn serial) throws IOException {
        List<MfaDevice> own =
                unlessDenied("the user's MFA devices", () -> iam.listMfaDevices(user), List.<MfaDevice>of());
        for (MfaDevice device : own) {
            if (device.serial().equals(serial.text())) {
                throw EnrollException.of(
                        EnrollException.Kind.ALREADY_ENROLLED,
                        "user " + user + " already has the MFA device " + serial.text()
                                + ", and this key does not hold it");
            }
        }
        if (own.size() >= DEVICES_PER_USER) {
            throw EnrollException.of(
                    EnrollException.Kind.TOO_MANY_DEVICES,
                    "user " + user + " has " + own.size() + " MFA devices; IAM allows " + DEVICES_PER_USER);
        }
        List<MfaDevice> unassigned =
                unlessDenied("unassigned MFA devices", () -> iam.listVirtualMfaDevices(true), List.<MfaDevice>of());
        for (MfaDevice device : unassigned) {
            if (device.serial().equals(serial.text())) {
                throw EnrollException.of(
                        EnrollException.Kind.LEFTOVER,
                        "an enrolment that broke off left the unassigned MFA device " + serial.text()
                                + ", whose seed nobody can read any more",
                        Commands.deleteDevice(serial.text()));
            }
        }
    }

    private <T> T unlessDenied(String check, Question<T> question, T fallback) throws AwsException {
        try {
            return question.ask();
        } catch (AwsException e) {
            if (e.kind() != AwsException.Kind.DENIED) {
                throw e;
            }
            progress.skipped(check, e);
            return fallback;
        }
    }
}
