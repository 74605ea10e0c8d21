package ykaws.shell.command;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import ykaws.aws.AccessKeys;
import ykaws.aws.SessionCredentials;
import ykaws.aws.session.SessionRequest;
import ykaws.shell.CommandRunner;
import ykaws.shell.ExitCode;
import ykaws.shell.Invocation;
import ykaws.shell.MayHoldSecret;
import ykaws.shell.Problem;
import ykaws.shell.TakesTail;

/** {@code exec}. */
@Command(
        name = "exec",
        description = {
            "Run a command with the credentials of a profile; without a command, a shell.",
            "What follows the first -- belongs to the command; without --, what follows PROFILE.",
            "",
            "Example: ykaws exec dev-role -- aws s3 ls"
        })
final class ExecCommand implements Callable<Integer>, TakesTail, MayHoldSecret {
    private final Invocation invocation;

    @Parameters(index = "0", arity = "0..1", paramLabel = "PROFILE", description = "The profile; default: AWS_PROFILE.")
    @Nullable
    String profile;

    @Parameters(index = "1..*", paramLabel = "COMMAND", description = "The command and its arguments.")
    List<String> words = new ArrayList<>();

    @Mixin
    SessionOptions session = new SessionOptions();

    @Option(
            names = {"-s", "--server", "--ecs-server"},
            description =
                    "Serve the credentials to COMMAND (container credentials endpoint), renewed as long as it runs.")
    boolean server;

    @Mixin
    ServerOptions serving = new ServerOptions();

    ExecCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public boolean holdsSecret() {
        return session.holdsSecret();
    }

    @Override
    public Integer call() throws IOException {
        if (invocation.tailGiven() && !words.isEmpty()) {
            throw Problem.usage("words before and after '--': '" + words.get(0) + "'", "put '--' before the command")
                    .failure();
        }
        refuseNesting();
        refuseContradictions();
        List<String> command = command();
        ChildProgram program = new ChildProgram(invocation, command, fromArguments());
        program.requireExecutable();
        AwsAccess aws = new AwsAccess(invocation);
        String name = aws.profile(profile);
        if (server || serving.ec2) {
            return new ServedCommand(invocation, program)
                    .run(ServerPlan.of(aws, List.of(name), new ServerPlan.Options(session, serving), 0));
        }
        AwsAccess.Wish wish = session.wish(aws.minLeft());
        SessionRequest request = aws.plan(name, wish);
        Map<String, String> variables = credentials(aws, request, wish);
        return program.run(new ChildEnvironment(name, request, variables));
    }

    private void refuseContradictions() {
        ServerPlan.require(!server || !serving.ec2, "--server and --ec2 don't go together");
        boolean serves = server || serving.ec2;
        ServerPlan.require(serves || !serving.lazy, "--lazy belongs to --server or --ec2");
        ServerPlan.require(serves || serving.roles.isEmpty(), "--allow-role belongs to --server");
    }

    private Map<String, String> credentials(AwsAccess aws, SessionRequest request, AwsAccess.Wish wish)
            throws IOException {
        String region = request.target().regionConfigured()
                ? request.target().endpoints().region()
                : null;
        if (request.keysOnly()) {
            try (AccessKeys keys = aws.longTermKeys(request)) {
                return CredentialFormat.variables(region, keys);
            }
        }
        try (SessionCredentials credentials =
                aws.session(request, session.codes(invocation, request), wish.minLeft())) {
            return CredentialFormat.variables(region, credentials);
        }
    }

    private void refuseNesting() {
        String outer = invocation.world().environment().getOrDefault("AWS_VAULT", "");
        if (!outer.isEmpty()) {
            throw new Problem(
                            "nested",
                            "already inside the exec of profile " + outer,
                            List.of("exit from it, or unset AWS_VAULT"),
                            ExitCode.USAGE)
                    .failure();
        }
    }

    private boolean fromArguments() {
        return invocation.tailGiven() ? !invocation.tail().isEmpty() : !words.isEmpty();
    }

    private List<String> command() {
        List<String> command = invocation.tailGiven() ? invocation.tail() : CommandRunner.verbatim(words);
        if (!command.isEmpty()) {
            return command;
        }
        if (!invocation.console().canAsk()) {
            throw Problem.usage("no command to run", "ykaws exec PROFILE -- COMMAND")
                    .failure();
        }
        invocation.console().say("ykaws: starting a shell with the credentials; exit leaves it");
        String shell = invocation.app().environment().getOrDefault("SHELL", "");
        return List.of(shell.isEmpty() ? "/bin/sh" : shell);
    }
}
