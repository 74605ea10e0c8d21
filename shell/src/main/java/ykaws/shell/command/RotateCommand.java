package ykaws.shell.command;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import ykaws.aws.ShellQuote;
import ykaws.aws.UserAccessKey;
import ykaws.aws.config.SharedCredentials;
import ykaws.aws.rotate.KeyRotation;
import ykaws.aws.rotate.RotationJournal;
import ykaws.aws.rotate.RotationLogin;
import ykaws.aws.rotate.RotationResult;
import ykaws.aws.session.DurationText;
import ykaws.aws.session.SessionRequest;
import ykaws.shell.Counted;
import ykaws.shell.ExitCode;
import ykaws.shell.Invocation;
import ykaws.shell.Json;
import ykaws.shell.Problem;

/** {@code rotate}. */
@Command(
        name = "rotate",
        description = {
            "Replace a profile's access key in the vault by a new one.",
            "The new key is made, stored and proven; then the old one is deactivated and, after the grace, deleted by the"
                    + " next run. What broke off is finished by running it again.",
            "",
            "Example: ykaws rotate dev --grace 0s"
        })
final class RotateCommand implements Callable<Integer> {
    private final Invocation invocation;

    @Parameters(paramLabel = "PROFILE", arity = "0..1", description = "The profile; default: AWS_PROFILE.")
    @Nullable
    String profile;

    @Option(
            names = "--grace",
            paramLabel = "DURATION",
            description = "How long the old key stays, deactivated, before it is deleted; default: 24h.")
    @Nullable
    String grace;

    @Option(names = "--replace-inactive", description = "If the user has a second key that is inactive: delete it.")
    boolean replaceInactive;

    @Option(
            names = {"-f", "--force"},
            description = "Don't ask.")
    boolean force;

    RotateCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() throws IOException {
        Optional<Duration> wanted = grace();
        AwsAccess aws = new AwsAccess(invocation);
        String named = aws.profile(profile);
        String source = plan(aws, named).keys().profile();
        requireInVault(aws, source);
        if (!source.equals(named)) {
            invocation.console().say("ykaws: " + named + " works with the access key of " + source);
        }
        tellOfSharers(aws, source);
        SessionRequest request = plan(aws, source);
        KeyRotation.Parts parts = new KeyRotation.Parts(
                aws.clients(), invocation.app().clock(), invocation.app().pause(), journal());
        KeyRotation.Wish wish = new KeyRotation.Wish(
                source, request.target().endpoints(), wanted, this::replaces, new Steps(aws, source));
        RotationResult result;
        try (VaultStaging staging = new VaultStaging(aws.keys(), source);
                RotationLogin login = new RotationLogin(
                        parts.aws(),
                        request.target().endpoints(),
                        new RotationSource(invocation, aws, request, staging))) {
            result = new KeyRotation(parts, staging, wish).run(login);
        }
        report(aws, source, result);
        return 0;
    }

    private Optional<Duration> grace() {
        if (grace == null) {
            return Optional.empty();
        }
        Duration parsed = DurationText.parse(grace);
        if (parsed == null) {
            throw Problem.usage("--grace: '" + grace + "' is no duration", "for example: --grace 24h")
                    .failure();
        }
        return Optional.of(parsed);
    }

    private static SessionRequest plan(AwsAccess aws, String profile) throws IOException {
        return aws.plan(profile, new AwsAccess.Wish(null, false, null, Duration.ZERO));
    }

    private static void requireInVault(AwsAccess aws, String source) throws IOException {
        if (!aws.keys().inVault(source)) {
            throw new Problem(
                            "not-in-vault",
                            "the access keys of " + source + " are not in the vault",
                            List.of("ykaws add " + ShellQuote.word(source) + " --from-credentials-file"),
                            ExitCode.NOT_FOUND_OR_AMBIGUOUS)
                    .failure();
        }
    }

    /** Other profiles in the vault with the same key: left with the old one they would soon be without any. */
    private void tellOfSharers(AwsAccess aws, String source) throws IOException {
        Map<String, String> index = aws.keys().vault().index();
        String id = index.get(source);
        index.forEach((name, other) -> {
            if (other.equals(id) && !name.equals(source)) {
                invocation.console().say("ykaws: " + name + " has the same access key: it gets the new one too");
            }
        });
    }

    private RotationJournal journal() {
        return new RotationJournal(invocation.world().folders().state().resolve("rotations"));
    }

    private boolean replaces(UserAccessKey second) throws IOException {
        if (!replaceInactive) {
            return false;
        }
        invocation.confirm("Delete the inactive access key " + second.id() + ", made " + second.created() + "?", force);
        return true;
    }

    /** Tells of the steps, and forgets the sessions of the former key. */
    private final class Steps implements KeyRotation.Progress {
        private final AwsAccess aws;
        private final String source;

        Steps(AwsAccess aws, String source) {
            this.aws = aws;
            this.source = source;
        }

        @Override
        public void step(String line) {
            invocation.console().say("ykaws: " + line);
        }

        @Override
        public void promoted() throws IOException {
            int forgotten = aws.forget(aws.restingOn(source));
            if (forgotten > 0) {
                invocation.console().say("ykaws: " + Counted.of(forgotten, "session") + " of the former key forgotten");
            }
        }
    }

    private void report(AwsAccess aws, String source, RotationResult result) throws IOException {
        if (invocation.options().json()) {
            invocation
                    .console()
                    .data(new Json()
                            .beginObject()
                            .field("profile", source)
                            .field("user", result.user())
                            .field("access_key_id", result.newId())
                            .field("former_access_key_id", result.oldId())
                            .field("rotated", result.made())
                            .field(
                                    "delete_after",
                                    result.deleteAfter().map(Instant::toString).orElse(null))
                            .endObject()
                            .toString());
        } else {
            invocation.console().print(source + " has the access key " + result.newId());
            result.deleteAfter()
                    .ifPresent(due -> invocation
                            .console()
                            .print("the former one, " + result.oldId() + ", is deactivated; ykaws rotate "
                                    + ShellQuote.word(source) + " deletes it from " + due + " on"));
        }
        if (!result.made() && result.deleteAfter().isEmpty()) {
            invocation
                    .console()
                    .say("ykaws: the rotation of before is over; for another new key: ykaws rotate "
                            + ShellQuote.word(source));
        }
        tellOfClearText(aws, source, result);
    }

    private void tellOfClearText(AwsAccess aws, String source, RotationResult result) throws IOException {
        SharedCredentials shared = new SharedCredentials(aws.files());
        for (String name : aws.profiles().names()) {
            Optional<String> plain = shared.accessKeyId(name);
            if (plain.filter(id -> name.equals(source) || id.equals(result.oldId()))
                    .isPresent()) {
                invocation
                        .console()
                        .say("ykaws: note: " + aws.files().credentials() + " still has " + plain.get() + " for " + name
                                + " in clear text"
                                + (plain.get().equals(result.oldId()) ? ", which is the former key" : "")
                                + ": remove it there");
            }
        }
    }
}
