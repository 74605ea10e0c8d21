package ykaws.shell.command;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import ykaws.aws.config.Profile;
import ykaws.aws.enroll.DeviceClues;
import ykaws.aws.enroll.EnrollWish;
import ykaws.aws.enroll.Enrollment;
import ykaws.aws.enroll.FormLabel;
import ykaws.aws.enroll.ManualEnrollment;
import ykaws.aws.enroll.ManualPlan;
import ykaws.aws.enroll.ManualResult;
import ykaws.aws.enroll.ManualWish;
import ykaws.aws.files.LockFile;
import ykaws.oath.MfaArn;
import ykaws.oath.Secret;
import ykaws.shell.Invocation;
import ykaws.shell.Problem;
import ykaws.shell.jline.ForwardedSignals;

/** {@code enroll --manual}. */
final class ManualEnroll {
    private final Invocation invocation;
    private final EnrollCommand command;
    private final AwsAccess aws;

    ManualEnroll(Invocation invocation, EnrollCommand command, AwsAccess aws) {
        this.invocation = invocation;
        this.command = command;
        this.aws = aws;
    }

    int run() throws IOException {
        refuse(command.replace != null, "--replace");
        refuse(!command.tags.isEmpty(), "--tag");
        if (command.form.qr != null && command.form.secret != null) {
            throw Problem.usage("--qr and --secret are two secrets").failure();
        }
        SandboxNotice.say(invocation);
        boolean named = command.name != null && MfaArn.parse(command.name).isEmpty();
        String source = UserOptions.source(invocation, aws, command.profile, named ? command.name : null);
        boolean silent = command.dryRun && command.form.qr == null && command.form.secret == null;
        try (FormSecret secret = silent ? FormSecret.none(invocation) : FormSecret.given(invocation, command.form);
                ManualAccess access = ManualAccess.of(invocation, aws, source);
                LockFile alone = aws.journal().alone();
                EnrollPort port = new EnrollPort(invocation)) {
            invocation.progress(
                    "no other enrollment is under way (" + alone.getClass().getSimpleName() + ")");
            enroll(secret, access, port, source);
        }
        return 0;
    }

    private static void refuse(boolean given, String option) {
        if (given) {
            throw Problem.usage(option + " does not go with --manual").failure();
        }
    }

    private void enroll(FormSecret secret, ManualAccess access, EnrollPort port, String source) throws IOException {
        DeviceClues clues = asked(new DeviceClues(
                command.name,
                command.path.equals("/") ? null : command.path,
                secret.label(),
                profile(source).flatMap(it -> it.get("mfa_serial")).flatMap(MfaArn::parse),
                access.caller(),
                access.partition()));
        ManualWish wish = new ManualWish(
                clues.serial(), access.asking(command.user), command.touch, command.force, target(source));
        ManualReport report = new ManualReport(invocation, wish);
        ManualEnrollment enrollment = new ManualEnrollment(aws.enrollParts(), report.progress());
        ManualPlan plan = enrollment.plan(wish, port);
        if (command.dryRun) {
            report.planned(plan);
            return;
        }
        if (plan.replaces() && !invocation.canAsk()) {
            throw Problem.usage(
                            "nobody is there to say when AWS has taken the codes, before which the former account stays",
                            "run it on a terminal")
                    .failure();
        }
        ManualResult result;
        Secret seed = plan.done() ? NOTHING : secret.seed();
        requireSame(wish, clues, secret.label());
        try (ForwardedSignals signals = EnrollCommand.signals(invocation)) {
            invocation.progress("signals are " + (signals.held() ? "taken over" : "the shell's"));
            Enrollment.Parts parts = aws.enrollParts();
            result = enrollment.run(
                    plan,
                    seed,
                    new FormDialog(
                            invocation,
                            parts.clock()
                                    .in(ykaws.aws.Partition.ofArn(wish.serial().text()))));
        }
        report.done(result, wish.target().profiles().isEmpty() ? null : source);
    }

    /** Where nothing is to be stored. */
    private static final Secret NOTHING = Secret.takeOver(new byte[0]);

    /** What is missing of the ARN is asked for. */
    private DeviceClues asked(DeviceClues first) throws IOException {
        DeviceClues clues = first;
        if (clues.name().isEmpty() && invocation.canAsk()) {
            clues = clues.named(invocation
                    .console()
                    .ask("Name of the MFA device in AWS's form: ")
                    .trim());
        }
        if (clues.account().isEmpty() && invocation.canAsk()) {
            String number = invocation
                    .console()
                    .ask("Number of the AWS account (12 digits, at the console's top right): ")
                    .replace("-", "")
                    .trim();
            if (!FormLabel.isAccount(number)) {
                throw Problem.usage("'" + number + "' is not the number of an AWS account, which has 12 digits")
                        .failure();
            }
            clues = clues.inAccount(number);
        }
        return clues;
    }

    /** A URI that was typed tells its device only now. */
    private static void requireSame(ManualWish wish, DeviceClues clues, Optional<FormLabel> label) throws IOException {
        if (label.isPresent() && !label.equals(clues.label())) {
            new DeviceClues(wish.serial().text(), null, label, clues.profile(), clues.caller(), clues.region())
                    .serial();
        }
    }

    private Optional<Profile> profile(@Nullable String name) throws IOException {
        return name == null ? Optional.empty() : aws.profiles().get(name);
    }

    /** The profile and its roles, if it is there at all or was named. */
    private EnrollWish.Target target(String source) throws IOException {
        boolean known = command.profile != null
                || profile(source).isPresent()
                || aws.keys().accessKeyId(source).isPresent();
        return new EnrollWish.Target(aws.files().config(), known ? EnrollCommand.profiles(aws, source) : List.of());
    }
}
