package ykaws.shell.command;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import ykaws.aws.AccessKeys;
import ykaws.aws.config.Profile;
import ykaws.aws.enroll.EnrollKey;
import ykaws.aws.enroll.EnrollPlan;
import ykaws.aws.enroll.EnrollWish;
import ykaws.aws.enroll.Enrollment;
import ykaws.aws.session.SessionRequest;
import ykaws.shell.Invocation;
import ykaws.shell.jline.ForwardedSignals;

/** {@code enroll}. */
@Command(
        name = "enroll",
        description = {
            "Make this key the MFA device of an IAM user.",
            "Creates the device, puts its secret on the key, checks the key's code (one touch), enables the device and"
                    + " writes mfa_serial to the profile. What fails is taken back.",
            "",
            "Example: ykaws enroll dev"
        })
final class EnrollCommand implements Callable<Integer> {
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
            description = "Whose access keys to use; default: AWS_PROFILE, a profile called NAME, or default.")
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

    @Option(names = "--dry-run", description = "Check everything, change nothing.")
    boolean dryRun;

    EnrollCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() throws IOException {
        AwsAccess aws = new AwsAccess(invocation);
        String source = sourceProfile(aws);
        SessionRequest request = aws.plan(source, new AwsAccess.Wish(null, true, null, java.time.Duration.ZERO));
        Thread thread = Thread.currentThread();
        boolean ownSignals = invocation.origin() != Invocation.Origin.SHELL;
        try (ForwardedSignals signals =
                        ownSignals ? ForwardedSignals.interrupting(thread::interrupt) : ForwardedSignals.none();
                AccessKeys keys = aws.longTermKeys(request);
                OpenOath oath = OpenOath.openWithSerial(invocation)) {
            invocation.progress("signals are " + (signals.held() ? "taken over" : "the shell's"));
            EnrollWish wish = new EnrollWish(
                    new EnrollWish.Login(keys, request.target().endpoints()),
                    new EnrollWish.Device(name, user, path, touch),
                    new EnrollWish.Target(aws.files().config(), profiles(aws, source)));
            enroll(aws, wish, oath, source);
        }
        return 0;
    }

    private void enroll(AwsAccess aws, EnrollWish wish, OpenOath oath, String source) throws IOException {
        OptionalInt serial = oath.key().info().serial();
        TouchPrompt prompt = new TouchPrompt(invocation, "the check of its code");
        Enrollment enrollment = new Enrollment(
                new Enrollment.Parts(
                        invocation.world().awsClients(),
                        aws.ledger(),
                        invocation.app().clock(),
                        invocation.app().pause()),
                new EnrollReport(invocation));
        EnrollPlan plan = enrollment.plan(wish, new EnrollKey(oath.session(), serial, prompt));
        if (dryRun) {
            new EnrollReport(invocation).planned(plan, wish.target().profiles());
        } else {
            new EnrollReport(invocation).done(enrollment.run(plan), serial, source);
        }
    }

    private String sourceProfile(AwsAccess aws) throws IOException {
        if (profile != null) {
            return profile;
        }
        String fromEnvironment = invocation.world().environment().getOrDefault("AWS_PROFILE", "");
        if (!fromEnvironment.isEmpty()) {
            return fromEnvironment;
        }
        boolean named = name != null
                && (aws.profiles().get(name).isPresent()
                        || aws.keys().accessKeyId(name).isPresent());
        return named ? name : "default";
    }

    /** The profile itself, and the roles that it is the source of: mfa_serial is not inherited. */
    private static List<String> profiles(AwsAccess aws, String source) throws IOException {
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
