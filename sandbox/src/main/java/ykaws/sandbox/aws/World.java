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
import java.util.TreeMap;
import java.util.function.Supplier;
import ykaws.sandbox.StateFolder;

/**
 * The state of the account: MFA devices, access keys, sessions. Read at the start of each call and written at its end,
 * both under the folder's lock, so that several processes may serve one folder.
 */
final class World {
    private static final String FILE = "aws.json";
    /** Sessions are remembered for a while after they expired, so that their use is answered as such. */
    private static final Duration REMEMBER_EXPIRED = Duration.ofDays(7);

    private final byte[] stored;
    private final Instant created;
    private final Map<String, MfaDevice> devices = new TreeMap<>();
    private final Map<String, UserKey> keys = new TreeMap<>();
    private final Map<String, Session> sessions = new TreeMap<>();

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

    /** Writes the state if a call changed it. */
    void save(StateFolder folder, Instant now) throws IOException {
        sessions.values()
                .removeIf(session -> session.expires().plus(REMEMBER_EXPIRED).isBefore(now));
        byte[] content = Tree.toJson(toTree());
        if (!Arrays.equals(content, stored)) {
            folder.write(FILE, content);
        }
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

    List<MfaDevice> devicesOf(String user) {
        return devices.values().stream()
                .filter(device -> user.equals(device.user()))
                .toList();
    }

    List<UserKey> keysOf(String user) {
        return keys.values().stream().filter(key -> user.equals(key.user())).toList();
    }

    UserKey makeKey(String user, Instant now) {
        AccessKey key = new AccessKey(unused(() -> Identifiers.accessKeyId("AKIA")), Identifiers.secret());
        UserKey made = new UserKey(key, user, now, true);
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
