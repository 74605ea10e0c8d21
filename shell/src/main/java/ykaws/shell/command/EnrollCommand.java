package ykaws.shell.command;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import ykaws.aws.config.Profile;
import ykaws.aws.enroll.EnrollPlan;
import ykaws.aws.enroll.EnrollResult;
import ykaws.aws.enroll.EnrollWish;
import ykaws.aws.enroll.Enrollment;
import ykaws.aws.enroll.Journal;
import ykaws.aws.files.LockFile;
import ykaws.shell.Invocation;
import ykaws.shell.MayHoldSecret;
import ykaws.shell.Problem;
import ykaws.shell.jline.ForwardedSignals;

/** {@code enroll}. */
@Command(
        name = "enroll",
        description = {
            "Make this key the MFA device of an IAM user.",
            "Creates the device, puts its secret on the key, checks the key's code (one touch), enables the device and"
                    + " writes mfa_serial to the profile. What fails is taken back; run again, it finishes what a"
                    + " killed run began.",
            "With several --key: a device for each, NAME and NAME-SERIAL, or one with --same-seed.",
            "Without API rights: --manual, beside AWS's form in the browser.",
            "With --from, for administrators: a key for each user of a file, with the access keys, or the role, of --profile. The file"
                    + " is JSON Lines or CSV with a header; its fields are user, device (default: the user), path, key (a"
                    + " serial number, or next, the default: the next key that is plugged in), tags (an object; in CSV"
                    + " KEY=VALUE;KEY=VALUE). It is checked before anything is done. Who has the device enabled already"
                    + " is passed over, so a second run does what is missing; a failure does not stop the others, and the"
                    + " exit code is that of the first. next: on a terminal a key is asked for; else it is the first"
                    + " plugged-in key that holds no MFA account of this AWS account. -o json: a line for each user.",
            "",
            "Example: ykaws enroll dev",
            "Example: ykaws enroll --from users.csv --profile admin"
        })
final class EnrollCommand implements Callable<Integer>, MayHoldSecret {
    private final Invocation invocation;

    @Parameters(
            arity = "0..1",
            paramLabel = "NAME",
            description = "The name of the device; default: the IAM user's name.")
    @Nullable
    String name;

    @Option(
            names = "--profile",
            paramLabel = "PROFILE",
            description =
                    "Whose access keys to use; default: AWS_PROFILE, a profile called NAME, or default. For --from"
                            + " and --user its role counts too.")
    @Nullable
    String profile;

    @Option(names = "--user", paramLabel = "USER", description = "The IAM user; default: whose access keys these are.")
    @Nullable
    String user;

    @Option(names = "--path", paramLabel = "PATH", description = "The IAM path of the device, / by default.")
    String path = "/";

    @Option(
            names = "--touch",
            negatable = true,
            defaultValue = "true",
            fallbackValue = "true",
            description = "Require a touch for each code, the default.")
    boolean touch = true;

    @Option(
            names = "--same-seed",
            description = "One device, whose secret all the keys get; default: a device for each key.")
    boolean sameSeed;

    @Option(
            names = "--tag",
            paramLabel = "KEY=VALUE",
            description = "A tag for the device; may be repeated. The keys' serial numbers become one anyway.")
    Map<String, String> tags = new LinkedHashMap<>();

    @Option(
            names = {"-f", "--force"},
            description = "Replace an account of that name on the key, and a device that nobody has enabled.")
    boolean force;

    @Option(
            names = "--replace",
            paramLabel = "OLD",
            description = "Then take that device away: this key takes its place, and there is always one.")
    @Nullable
    String replace;

    @Mixin
    ManualOptions form = new ManualOptions();

    @Option(names = "--dry-run", description = "Check everything, change nothing.")
    boolean dryRun;

    @Option(
            names = "--from",
            paramLabel = "FILE",
            description = "Enroll the users that FILE lists, with --profile's access keys.")
    @Nullable
    Path from;

    EnrollCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public boolean holdsSecret() {
        return form.secret != null;
    }

    @Override
    public Integer call() throws IOException {
        if (from != null) {
            requireNothingElse();
            return new EnrollBatch(invocation, new EnrollBatch.Wish(from, profile, tags, touch, dryRun)).run();
        }
        AwsAccess aws = new AwsAccess(invocation);
        if (form.manual) {
            return new ManualEnroll(invocation, this, aws).run();
        }
        if (form.qr != null || form.secret != null) {
            throw Problem.usage("--qr and --secret belong to --manual").failure();
        }
        String source = UserOptions.source(invocation, aws, profile, name);
        Journal journal = aws.journal();
        try (IamLogin login = IamLogin.of(invocation, aws, source, user != null && profile != null);
                LockFile alone = journal.alone();
                EnrollPort port = new EnrollPort(invocation)) {
            invocation.progress(
                    "no other enrollment is under way (" + alone.getClass().getSimpleName() + ")");
            enroll(aws, login.current(), port, source);
        }
        return 0;
    }

    /** A signal takes everything back, once there is something to take back; the shell has its own way to interrupt. */
    static ForwardedSignals signals(Invocation invocation) {
        Thread thread = Thread.currentThread();
        return invocation.origin() == Invocation.Origin.SHELL
                ? ForwardedSignals.none()
                : ForwardedSignals.interrupting(thread::interrupt);
    }

    /** What is one user's stands in the file. */
    private void requireNothingElse() {
        boolean one = name != null
                || user != null
                || replace != null
                || sameSeed
                || force
                || !path.equals("/")
                || form.manual
                || form.qr != null
                || form.secret != null;
        if (one || !invocation.options().keys().isEmpty()) {
            throw Problem.usage(
                            "--from goes with --profile, --tag, --no-touch and --dry-run only: users, devices, paths"
                                    + " and keys stand in the file",
                            "ykaws enroll --help")
                    .failure();
        }
    }

    private void enroll(AwsAccess aws, EnrollWish.Login login, EnrollPort port, String source) throws IOException {
        Replacing replacing = replace == null ? null : Replacing.of(invocation, aws, login, replace);
        String wanted = name == null && replacing != null ? replacing.name(port.open(0)) : name;
        EnrollWish wish = new EnrollWish(
                login,
                new EnrollWish.Device(wanted, user, path, touch),
                new EnrollWish.Target(aws.files().config(), profiles(aws, source)),
                new EnrollWish.Options(sameSeed, force, tags));
        EnrollReport report = new EnrollReport(invocation);
        Enrollment enrollment = new Enrollment(aws.enrollParts(), report);
        EnrollPlan plan = enrollment.plan(wish, port);
        if (replacing != null) {
            replacing.require(plan);
        }
        if (dryRun) {
            report.planned(plan);
            return;
        }
        try (ForwardedSignals signals = signals(invocation)) {
            invocation.progress("signals are " + (signals.held() ? "taken over" : "the shell's"));
            EnrollResult result = enrollment.run(plan);
            if (replacing != null) {
                port.close();
                replacing.finish(login, result.mfaSerial());
            }
            report.done(result, source);
        }
    }

    /** The profile itself, and the roles that it is the source of: mfa_serial is not inherited. */
    static List<String> profiles(AwsAccess aws, String source) throws IOException {
        List<String> all = new ArrayList<>(List.of(source));
        for (String each : aws.profiles().names()) {
            Optional<Profile> settings = aws.profiles().get(each);
            boolean role = settings.flatMap(it -> it.get("role_arn")).isPresent();
            if (role && settings.flatMap(it -> it.get("source_profile")).equals(Optional.of(source))) {
                all.add(each);
            }
        }
        return all;
    }
}
