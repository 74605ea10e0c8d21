package ykaws.sandbox.aws;

import java.io.Closeable;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import ykaws.sandbox.StateFolder;

/**
 * IAM and STS of one account on a loopback port. Both services are served at one endpoint, told apart by the signature's
 * scope, in AWS's query protocol, so that the AWS CLI and the SDKs work with it as it is.
 *
 * <p>All state is in the folder and is read anew for each call: several processes may serve one folder at once, and
 * access keys and sessions live on after a restart.
 */
public final class LocalAws implements Closeable {
    /** The account of the sandbox, the one that AWS's own documents use. */
    public static final String ACCOUNT = "123456789012";

    private final StateFolder folder;
    private final LocalAwsSettings settings;
    private final Stack stack;
    private final Dispatcher dispatcher;
    private final SignInService signIn;
    private final HttpListener listener;
    private final Announcement announcement;
    private final SignOnPortal portal;

    private LocalAws(StateFolder folder, LocalAwsSettings settings, Stack stack) throws IOException {
        this.folder = folder;
        this.settings = settings;
        this.stack = stack;
        this.dispatcher = new Dispatcher(folder, stack, settings);
        this.signIn = new SignInService(folder, stack, settings.clock());
        this.listener = new HttpListener(settings.port(), this::serve);
        this.announcement = new Announcement(folder, listener.port());
        this.portal = new SignOnPortal(folder, settings.clock());
    }

    /**
     * Starts to serve, until {@link #close}.
     *
     * @throws IOException if the template cannot be read, the folder not be used, or the port not be had
     */
    public static LocalAws start(StateFolder folder, LocalAwsSettings settings) throws IOException {
        Stack stack = Stack.read(settings.templateYaml(), Stack.sandboxIn(settings.region()));
        LocalAws aws = new LocalAws(folder, settings, stack);
        aws.listener.start();
        return aws;
    }

    /** The endpoint of a local AWS that another process announced for this folder, if it still answers. */
    public static Optional<URI> running(StateFolder folder) throws IOException {
        return Announcement.find(folder);
    }

    /** Lets other processes that use this folder find this server, until it is closed. */
    public void announce() throws IOException {
        announcement.publish();
    }

    /** Where it listens; one endpoint serves IAM and STS. */
    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + listener.port());
    }

    /** The users and roles of the account. */
    public Stack stack() {
        return stack;
    }

    /** The access key of user {@code dev}; made on first use, the same ever after. */
    public AccessKey devKey() throws IOException {
        return keyOf("dev");
    }

    /** The access key of user {@code admin}; made on first use, the same ever after. */
    public AccessKey adminKey() throws IOException {
        return keyOf("admin");
    }

    /**
     * Makes users as an administrator does by CreateUser.
     *
     * @return those that were not there before
     * @throws IllegalArgumentException for a name that IAM would refuse
     */
    public List<String> createUsers(List<String> names) throws IOException {
        for (String name : names) {
            if (name.length() > 64 || !name.matches("[\\w+=,.@-]+")) {
                throw new IllegalArgumentException("'" + name + "' can't be the name of an IAM user");
            }
        }
        return folder.locked(() -> {
            Instant now = settings.clock().instant();
            World world = World.load(folder, now);
            List<String> made = new ArrayList<>();
            for (String name : names) {
                if (world.user(stack, name).isEmpty()) {
                    world.users().put(name, new AddedUser(name, "/", now, List.of()));
                    made.add(name);
                }
            }
            world.save(folder, now);
            return made;
        });
    }

    /** Whether an access key was made here. */
    public boolean knows(String accessKeyId) throws IOException {
        return folder.locked(
                () -> World.load(folder, settings.clock().instant()).keys().containsKey(accessKeyId));
    }

    private AccessKey keyOf(String user) throws IOException {
        if (stack.user(user).isEmpty()) {
            throw new IOException("the template has no user " + user);
        }
        return folder.locked(() -> {
            Instant now = settings.clock().instant();
            World world = World.load(folder, now);
            Optional<UserKey> active =
                    world.keysOf(user).stream().filter(UserKey::active).findFirst();
            AccessKey key =
                    active.orElseGet(() -> world.makeKey(user, now, now)).key();
            world.save(folder, now);
            return key;
        });
    }

    private HttpListener.@Nullable Response serve(HttpCall call) throws IOException {
        if (announcement.isAskedBy(call)) {
            return new HttpListener.Response(200, Map.of(), call.target().path());
        }
        if (call.target().path().equals(SignInService.PATH)) {
            return signIn.answer(call);
        }
        HttpListener.Response signOn = portal.answer(call);
        if (signOn != null) {
            return signOn;
        }
        String action = String.valueOf(call.parameters().raw("Action"));
        Faults faults = settings.behaviour().faults();
        faults.beforeCall(action);
        Dispatcher.Answer answer = answer(call);
        return faults.dropsAnswer(action) ? null : response(answer);
    }

    private Dispatcher.Answer answer(HttpCall call) {
        try {
            return dispatcher.answer(call);
        } catch (IOException | RuntimeException e) {
            // The client shows this to its user, who is also the one to repair the sandbox.
            Xml xml = new Xml();
            xml.open("ErrorResponse")
                    .open("Error")
                    .text("Type", "Receiver")
                    .text("Code", "ServiceFailure")
                    .text("Message", "the sandbox failed: " + e)
                    .close();
            return new Dispatcher.Answer(500, "none", xml.close().toString(), "ServiceFailure");
        }
    }

    /** As the Date header has it. */
    static String date(Instant time) {
        return DateTimeFormatter.RFC_1123_DATE_TIME.format(time.atOffset(ZoneOffset.UTC));
    }

    private HttpListener.Response response(Dispatcher.Answer answer) {
        String date = date(settings.clock().instant());
        Map<String, String> headers =
                Map.of("Content-Type", "text/xml", "x-amzn-RequestId", answer.requestId(), "Date", date);
        return new HttpListener.Response(answer.status(), headers, answer.xml());
    }

    /** Takes no more calls; those under way are finished. */
    @Override
    public void close() throws IOException {
        try {
            announcement.withdraw();
        } finally {
            listener.close();
        }
    }
}
