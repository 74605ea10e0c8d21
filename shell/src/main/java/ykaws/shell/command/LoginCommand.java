package ykaws.shell.command;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import ykaws.aws.ConsoleAddress;
import ykaws.aws.Endpoints;
import ykaws.aws.Partition;
import ykaws.aws.SessionCredentials;
import ykaws.aws.session.SessionRequest;
import ykaws.shell.ExitCode;
import ykaws.shell.Invocation;
import ykaws.shell.Json;
import ykaws.shell.MayHoldSecret;
import ykaws.shell.Problem;
import ykaws.shell.endpoint.OneTimeLink;

/** {@code login}. */
@Command(
        name = "login",
        description = {
            "Open the AWS console in the browser, signed in as a profile.",
            "A role lasts as long as its credentials; with --duration up to 12 hours, where AWS lets it.",
            "",
            "Example: ykaws login dev-role --path s3"
        })
final class LoginCommand implements Callable<Integer>, MayHoldSecret {
    /** Instead of the partition's own, for partitions that are not public, and for tests. */
    private static final String ENDPOINT = "YKAWS_SIGNIN_ENDPOINT";
    /** A browser that has to be started first. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Invocation invocation;

    @Parameters(arity = "0..1", paramLabel = "PROFILE", description = "The profile; default: AWS_PROFILE.")
    @Nullable
    String profile;

    @Option(names = "--path", paramLabel = "PATH", description = "The page, for example s3 or ec2/home#Instances:.")
    @Nullable
    String path;

    @Option(
            names = "--stdout",
            description = "Print the address instead of opening it. Whoever has it within 15 minutes is signed in.")
    boolean stdout;

    @Mixin
    SessionOptions session = new SessionOptions();

    LoginCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public boolean holdsSecret() {
        return session.holdsSecret();
    }

    @Override
    public Integer call() throws IOException {
        AwsAccess aws = new AwsAccess(invocation);
        String name = aws.profile(profile);
        ConsoleSession console = ConsoleSession.of(invocation, aws, name, session);
        SessionRequest.Target target = console.request().target();
        Endpoints place = target.endpoints();
        String page = page(place.partition(), target.regionConfigured() ? place.region() : null);
        URI service = service(place.partition());
        String address;
        try (SessionCredentials credentials = console.credentials()) {
            String token = aws.clients()
                    .signIn(service, place.caBundle())
                    .token(credentials, console.duration().orElse(null));
            address = ConsoleAddress.login(service, token, page);
        }
        if (invocation.options().json()) {
            Json json = new Json().beginObject().field("profile", name).field("page", page);
            invocation.console().data(json.field("url", address).endObject().toString());
        } else if (stdout) {
            invocation.console().data(address);
        } else {
            open(name, address);
        }
        return 0;
    }

    private String page(Partition partition, @Nullable String region) {
        try {
            return ConsoleAddress.page(partition, path, region);
        } catch (IllegalArgumentException e) {
            throw Problem.usage("--path: " + e.getMessage()).failure();
        }
    }

    private URI service(Partition partition) throws IOException {
        URI own = invocation.world().signIn();
        if (own != null) {
            return own;
        }
        String named = invocation.world().environment().getOrDefault(ENDPOINT, "");
        if (named.isEmpty()) {
            return ConsoleAddress.signIn(partition)
                    .orElseThrow(() -> Problem.usage(
                                    "no sign-in service is known for " + partition.id(), "name it in " + ENDPOINT)
                            .failure());
        }
        if (!URI.create(named.replace(' ', '+')).isAbsolute() || !Endpoints.isSafe(URI.create(named))) {
            throw Problem.usage(ENDPOINT + " is neither https nor on this machine")
                    .failure();
        }
        return URI.create(named);
    }

    private void open(String name, String address) throws IOException {
        Browser browser = new Browser(invocation.app().environment(), System.getProperty("os.name"));
        try (OneTimeLink link = new OneTimeLink(address)) {
            if (!browser.open(link.address())) {
                throw noBrowser("there is no browser to open").failure();
            }
            invocation.console().status("waiting for the browser");
            if (!link.awaitUse(PATIENCE)) {
                throw noBrowser("no browser has come for the console's address").failure();
            }
        } catch (InterruptedException e) {
            throw new InterruptedIOException("interrupted while the browser starts");
        }
        invocation.world().awaitSignIn();
        invocation.console().say("ykaws: the browser is signed in as " + name);
    }

    private static Problem noBrowser(String message) {
        return new Problem(
                "no-browser",
                message,
                List.of("name a program in BROWSER", "ykaws login PROFILE --stdout prints the address"),
                ExitCode.UNEXPECTED);
    }
}
