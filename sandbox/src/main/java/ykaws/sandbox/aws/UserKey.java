package ykaws.sandbox.aws;

import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A long-term access key, whose it is, and whether it is active.
 *
 * @param accepted when those who check signatures hear of it
 */
record UserKey(AccessKey key, String user, Instant created, Instant accepted, boolean active) {
    boolean isAcceptedAt(Instant now) {
        // Without a delay it is accepted at once, also by a clock that was set back since.
        return active && (accepted.equals(created) || !now.isBefore(accepted));
    }

    UserKey withActive(boolean now) {
        return new UserKey(key, user, created, accepted, now);
    }

    Map<String, Object> toTree() {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("id", key.accessKeyId());
        tree.put("secret", key.secretAccessKey());
        tree.put("user", user);
        tree.put("created", created);
        if (!accepted.equals(created)) {
            tree.put("accepted", accepted);
        }
        tree.put("active", active);
        return tree;
    }

    static UserKey fromTree(Map<String, Object> tree) throws IOException {
        AccessKey key = new AccessKey(World.text(tree, "id"), World.text(tree, "secret"));
        boolean active = Boolean.parseBoolean(World.text(tree, "active"));
        Instant created = World.instant(tree, "created");
        Instant accepted = tree.containsKey("accepted") ? World.instant(tree, "accepted") : created;
        return new UserKey(key, World.text(tree, "user"), created, accepted, active);
    }
}
