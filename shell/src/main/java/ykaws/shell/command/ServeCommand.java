package ykaws.shell.command;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import ykaws.aws.ShellQuote;
import ykaws.shell.Attention;
import ykaws.shell.Invocation;
import ykaws.shell.Json;
import ykaws.shell.MayHoldSecret;

/** {@code serve}. */
@Command(
        name = "serve",
        description = {
            "Serve the credentials of profiles on this machine until Ctrl-C, and print what points AWS programs to them.",
            "",
            "Example: ykaws serve dev-role"
        })
final class ServeCommand implements Callable<Integer>, MayHoldSecret {
    private final Invocation invocation;

    @Parameters(arity = "0..*", paramLabel = "PROFILE", description = "The profiles; default: AWS_PROFILE.")
    @Nullable
    List<String> profiles;

    @Option(names = "--port", paramLabel = "N", description = "The port; default: any that is free.")
    int port;

    @Mixin
    SessionOptions session = new SessionOptions();

    @Mixin
    ServerOptions serving = new ServerOptions();

    ServeCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public boolean holdsSecret() {
        return session.holdsSecret();
    }

    @Override
    public Integer call() throws IOException {
        ServerPlan.require(port >= 0 && port <= 65535, "--port takes 1 to 65535");
        AwsAccess aws = new AwsAccess(invocation);
        List<String> names = profiles == null ? List.of(aws.profile(null)) : List.copyOf(profiles);
        ServerPlan plan = ServerPlan.of(aws, names, new ServerPlan.Options(session, serving), port);
        plan.warnOfDefault(invocation);
        Invocation aside = invocation.aside(invocation.console(), Attention.ELSEWHERE);
        try (ServedEndpoint endpoint = ServedEndpoint.open(invocation, aside, plan)) {
            invocation.console().data(invocation.options().json() ? json(endpoint) : text(endpoint));
            while (true) {
                invocation.app().pause().sleep(Duration.ofDays(1));
            }
        } catch (InterruptedException e) {
            throw new InterruptedIOException("interrupted while serving");
        }
    }

    private Map<String, String> variables(ServedEndpoint endpoint, String path) throws IOException {
        Map<String, String> variables = new LinkedHashMap<>(endpoint.variables(path));
        CredentialFormat.region(variables, endpoint.plan().region());
        variables.putAll(invocation.world().childEnvironment(ProcessHandle.current()));
        return variables;
    }

    /** Variables that an AWS program takes before the printed ones, as the command of {@code exec} is without them. */
    private static List<String> unset(ServedEndpoint endpoint) {
        List<String> names = new ArrayList<>(ChildEnvironment.REMOVED);
        names.remove(VaultSecrets.PASSPHRASE_FILE);
        names.addAll(endpoint.plan().alsoRemoved());
        return names;
    }

    /** For a shell's eval: the first path; the others are comments. */
    private String text(ServedEndpoint endpoint) throws IOException {
        StringBuilder text = new StringBuilder("unset " + String.join(" ", unset(endpoint)));
        List<String> paths = endpoint.server().paths();
        variables(endpoint, paths.get(0))
                .forEach((name, value) ->
                        text.append("\nexport ").append(name).append('=').append(ShellQuote.word(value)));
        for (String path : paths.subList(1, paths.size())) {
            text.append("\n# export AWS_CONTAINER_CREDENTIALS_FULL_URI=").append(ShellQuote.word(endpoint.uri(path)));
        }
        return text.toString();
    }

    private String json(ServedEndpoint endpoint) throws IOException {
        Json json = new Json().beginObject().field("origin", endpoint.server().origin());
        json.name("served").beginArray();
        for (Map.Entry<String, ykaws.aws.session.SessionRequest> each :
                endpoint.plan().requests().entrySet()) {
            json.beginObject().field("profile", each.getValue().profile());
            if (each.getKey().startsWith(ServerPlan.ROLES)) {
                json.field("role_arn", each.getKey().substring(ServerPlan.ROLES.length()));
            }
            if (endpoint.tokenPath() != null) {
                json.field("uri", endpoint.uri(each.getKey()));
            }
            json.endObject();
        }
        json.endArray().name("environment").beginObject();
        variables(endpoint, endpoint.server().paths().get(0)).forEach(json::field);
        return json.endObject().endObject().toString();
    }
}
