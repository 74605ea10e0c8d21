package ykaws.sandbox.aws;

import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** A long-term access key, whose it is, and whether it is active. */
record UserKey(AccessKey key, String user, Instant created, boolean active) {
    UserKey withActive(boolean now) {
        return new UserKey(key, user, created, now);
    }

    Map<String, Object> toTree() {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("id", key.accessKeyId());
        tree.put("secret", key.secretAccessKey());
        tree.put("user", user);
        tree.put("created", created);
        tree.put("active", active);
        return tree;
    }

    static UserKey fromTree(Map<String, Object> tree) throws IOException {
        AccessKey key = new AccessKey(World.text(tree, "id"), World.text(tree, "secret"));
        boolean active = Boolean.parseBoolean(World.text(tree, "active"));
        return new UserKey(key, World.text(tree, "user"), World.instant(tree, "created"), active);
    }
}
