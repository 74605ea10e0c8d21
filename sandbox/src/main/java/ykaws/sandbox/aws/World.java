package ykaws.sandbox.aws;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import ykaws.sandbox.StateFolder;

/**
 * The state of the account: users, MFA devices, access keys, sessions. Read at the start of each call and written at its
 * end, both under the folder's lock, so that several processes may serve one folder.
 */
final class World {
    private static final String FILE = "aws.json";
    /** Sessions are remembered for a while after they expired, so that their use is answered as such. */
    private static final Duration REMEMBER_EXPIRED = Duration.ofDays(7);

    private byte[] stored;
    private final Instant created;
    private final Map<String, MfaDevice> devices = new TreeMap<>();
    private final Map<String, UserKey> keys = new TreeMap<>();
    private final Map<String, Session> sessions = new TreeMap<>();
    private final Map<String, AddedUser> users = new TreeMap<>();
    private final Map<String, SignIn> signIns = new TreeMap<>();

    private World(byte[] stored, Instant created) {
        this.stored = stored;
        this.created = created;
    }

    static World load(StateFolder folder, Instant now) throws IOException {
        byte[] stored = folder.read(FILE).orElse(new byte[0]);
        if (stored.length == 0) {
            return new World(stored, now);
        }
        try {
            return fromTree(stored, Tree.json(stored));
        } catch (IOException | RuntimeException e) {
            throw new IOException("the sandbox's state in " + folder.path().resolve(FILE) + " is damaged", e);
        }
    }

    /** The state as it is on disk: this one, if nobody wrote another since. */
    World current(StateFolder folder, Instant now) throws IOException {
        boolean same =
                stored.length > 0 && Arrays.equals(stored, folder.read(FILE).orElse(new byte[0]));
        return same ? this : load(folder, now);
    }

    /** Writes the state if a call changed it. */
    void save(StateFolder folder, Instant now) throws IOException {
        sessions.values()
                .removeIf(session -> session.expires().plus(REMEMBER_EXPIRED).isBefore(now));
        signIns.values().removeIf(signIn -> !now.isBefore(signIn.expires()));
        byte[] content = Tree.toJson(toTree());
        if (!Arrays.equals(content, stored)) {
            folder.write(FILE, content);
            stored = content;
        }
    }

    /** Nothing of it is on disk yet. */
    boolean isNew() {
        return stored.length == 0;
    }

    Instant created() {
        return created;
    }

    /** MFA devices by serial number. */
    Map<String, MfaDevice> devices() {
        return devices;
    }

    /** Long-term keys by access key id. */
    Map<String, UserKey> keys() {
        return keys;
    }

    /** Sessions by access key id. */
    Map<String, Session> sessions() {
        return sessions;
    }

    /** Users that are not the stack's, by name. */
    Map<String, AddedUser> users() {
        return users;
    }

    /** The user of that name, of the stack or added. */
    Optional<Stack.User> user(Stack stack, String name) {
        return stack.user(name).or(() -> Optional.ofNullable(users.get(name)).map(it -> it.user(stack.partition())));
    }

    /** When a user was made; the stack's with the account. */
    Instant createdOf(String user) {
        AddedUser added = users.get(user);
        return added == null ? created : added.created();
    }

    /** Sign-ins that somebody may still come for, by token. */
    Map<String, SignIn> signIns() {
        return signIns;
    }

    List<MfaDevice> devicesOf(String user) {
        return devices.values().stream()
                .filter(device -> user.equals(device.user()))
                .toList();
    }

    List<UserKey> keysOf(String user) {
        return keys.values().stream().filter(key -> user.equals(key.user())).toList();
    }

    /** @param accepted from when on requests may be signed with it */
    UserKey makeKey(String user, Instant now, Instant accepted) {
        AccessKey key = new AccessKey(unused(() -> Identifiers.accessKeyId("AKIA")), Identifiers.secret());
        UserKey made = new UserKey(key, user, now, accepted, true);
        keys.put(key.accessKeyId(), made);
        return made;
    }

    Session makeSession(Session.Holder holder, Instant expires) {
        AccessKey key = new AccessKey(unused(() -> Identifiers.accessKeyId("ASIA")), Identifiers.secret());
        Session session = new Session(key, Identifiers.sessionToken(), expires, holder);
        sessions.put(key.accessKeyId(), session);
        return session;
    }

    private String unused(Supplier<String> ids) {
        String id = ids.get();
        while (keys.containsKey(id) || sessions.containsKey(id)) {
            id = ids.get();
        }
        return id;
    }

    private Map<String, Object> toTree() {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("created", created);
        tree.put(
                "devices",
                new ArrayList<>(devices.values().stream().map(MfaDevice::toTree).toList()));
        tree.put(
                "keys",
                new ArrayList<>(keys.values().stream().map(UserKey::toTree).toList()));
        tree.put(
                "sessions",
                new ArrayList<>(sessions.values().stream().map(Session::toTree).toList()));
        if (!users.isEmpty()) {
            tree.put(
                    "users",
                    new ArrayList<>(
                            users.values().stream().map(AddedUser::toTree).toList()));
        }
        tree.put(
                "signIns",
                new ArrayList<>(signIns.values().stream().map(SignIn::toTree).toList()));
        return tree;
    }

    private static World fromTree(byte[] stored, Map<String, Object> tree) throws IOException {
        World world = new World(stored, instant(tree, "created"));
        for (Object node : Tree.list(tree.get("devices"))) {
            MfaDevice device = MfaDevice.fromTree(Tree.map(node, "a device"));
            world.devices.put(device.serial(), device);
        }
        for (Object node : Tree.list(tree.get("keys"))) {
            UserKey key = UserKey.fromTree(Tree.map(node, "a key"));
            world.keys.put(key.key().accessKeyId(), key);
        }
        for (Object node : Tree.list(tree.get("sessions"))) {
            Session session = Session.fromTree(Tree.map(node, "a session"));
            world.sessions.put(session.key().accessKeyId(), session);
        }
        for (Object node : Tree.list(tree.get("users"))) {
            AddedUser user = AddedUser.fromTree(Tree.map(node, "a user"));
            world.users.put(user.name(), user);
        }
        for (Object node : Tree.list(tree.get("signIns"))) {
            SignIn signIn = SignIn.fromTree(Tree.map(node, "a sign-in"));
            world.signIns.put(signIn.token(), signIn);
        }
        return world;
    }

    static String text(Map<String, Object> tree, String name) throws IOException {
        if (tree.get(name) instanceof String text) {
            return text;
        }
        throw new IOException(name + " is missing");
    }

    static Instant instant(Map<String, Object> tree, String name) throws IOException {
        try {
            return Instant.parse(text(tree, name));
        } catch (DateTimeParseException e) {
            throw new IOException(name + " is no time", e);
        }
    }
}
