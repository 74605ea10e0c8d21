package ykaws.sandbox.aws;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import ykaws.sandbox.StateFolder;

/**
 * The federation endpoint of the console's sign-in service. Source: IAM User Guide, "Enable custom identity broker access
 * to the AWS console". Where AWS would go on to the console, this one shows a page that says who would be there.
 */
final class SignInService {
    static final String PATH = "/federation";

    private static final Duration TOKEN_LIFE = Duration.ofMinutes(15);
    private static final int LONGEST = 43200;
    private static final int SHORTEST = 900;

    private final StateFolder folder;
    private final Stack stack;
    private final InstantSource clock;

    SignInService(StateFolder folder, Stack stack, InstantSource clock) {
        this.folder = folder;
        this.stack = stack;
        this.clock = clock;
    }

    HttpListener.Response answer(HttpCall call) throws IOException {
        Parameters parameters = call.parameters();
        return folder.locked(() -> {
            Instant now = clock.instant();
            World world = World.load(folder, now);
            String action = String.valueOf(parameters.raw("Action"));
            String outcome = "OK";
            HttpListener.Response response;
            Visit visit = new Visit(parameters, world, now);
            try {
                response = switch (action) {
                    case "getSigninToken" -> visit.token();
                    case "login" -> visit.login();
                    default -> throw bad("Action is getSigninToken or login");
                };
            } catch (AwsRefusal e) {
                // The service says no more than that to anybody; the sandbox says why.
                outcome = e.code();
                response = html(400, "Bad Request: " + e.text());
            }
            world.save(folder, now);
            String agent = call.header("user-agent");
            String known = agent == null ? "-" : agent;
            CallLog.append(folder, new CallLog(now, "signin", action, visit.principal, outcome, known));
            return response;
        });
    }

    private static AwsRefusal bad(String why) {
        return new AwsRefusal(400, "BadRequest", why);
    }

    private static HttpListener.Response html(int status, String text) {
        String escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
        return new HttpListener.Response(
                status,
                Map.of("Content-Type", "text/html; charset=utf-8"),
                "<!doctype html><title>ykaws sandbox</title><p>" + escaped + "</p>\n");
    }

    /** One request. */
    private final class Visit {
        private final Parameters parameters;
        private final World world;
        private final Instant now;
        private String principal = "-";

        Visit(Parameters parameters, World world, Instant now) {
            this.parameters = parameters;
            this.world = world;
            this.now = now;
        }

        HttpListener.Response token() throws AwsRefusal, IOException {
            Session session = session();
            principal =
                    new Authenticator(stack).callerBy(world, session).identity().arn();
            Session.Origin origin = session.holder().origin();
            if (origin == Session.Origin.SESSION_TOKEN) {
                throw bad("the credentials of GetSessionToken open no console");
            }
            int seconds = seconds();
            if (seconds > 0 && origin != Session.Origin.ROLE) {
                throw bad("SessionDuration is for a role that was assumed with long-term keys");
            }
            String token = Identifiers.sessionToken();
            world.signIns().put(token, new SignIn(token, principal, seconds, now.plus(TOKEN_LIFE)));
            return new HttpListener.Response(
                    200, Map.of("Content-Type", "application/json"), "{\"SigninToken\":\"" + token + "\"}");
        }

        private Session session() throws AwsRefusal {
            try {
                Map<String, Object> given = Tree.json(required("Session").getBytes(UTF_8));
                Session known = world.sessions().get(World.text(given, "sessionId"));
                if (known != null
                        && known.key().secretAccessKey().equals(World.text(given, "sessionKey"))
                        && known.token().equals(World.text(given, "sessionToken"))
                        && now.isBefore(known.expires())) {
                    return known;
                }
            } catch (IOException e) {
                throw bad("Session is a JSON object of sessionId, sessionKey and sessionToken");
            }
            throw bad("these are no valid temporary credentials");
        }

        private int seconds() throws AwsRefusal {
            @Nullable String text = parameters.raw("SessionDuration");
            if (text == null) {
                return 0;
            }
            int seconds = text.matches("\\d{1,6}") ? Integer.parseInt(text) : -1;
            if (seconds < SHORTEST || seconds > LONGEST) {
                throw bad("SessionDuration is " + SHORTEST + " to " + LONGEST);
            }
            return seconds;
        }

        HttpListener.Response login() throws AwsRefusal {
            SignIn signIn = world.signIns().get(required("SigninToken"));
            String destination = required("Destination");
            if (signIn == null || !now.isBefore(signIn.expires())) {
                throw bad("the token is unknown or over");
            }
            if (!destination.matches("https://([a-z0-9-]+\\.)?console\\.[a-z0-9.-]+/.*")) {
                throw bad("Destination is not in the console");
            }
            principal = signIn.principal();
            String time = signIn.seconds() == 0 ? "as long as the credentials" : "for " + signIn.seconds() + " s";
            return html(200, "Signed in as " + principal + " " + time + ", on the way to " + destination);
        }

        private String required(String name) throws AwsRefusal {
            String value = parameters.raw(name);
            if (value == null || value.isEmpty()) {
                throw bad(name + " is missing");
            }
            return value;
        }
    }
}
