package ykaws.sandbox.aws;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A virtual MFA device: its seed, whose it is, and which time steps' codes are spent. */
final class MfaDevice {
    private final String serial;
    private final String seed;
    private final Map<String, String> tags = new TreeMap<>();
    private final Set<Long> spent = new TreeSet<>();
    private @Nullable String user;
    private @Nullable Instant enabled;

    MfaDevice(String serial, String seed) {
        this.serial = serial;
        this.seed = seed;
    }

    String serial() {
        return serial;
    }

    /** Base32, as AWS hands it out. */
    String seed() {
        return seed;
    }

    Map<String, String> tags() {
        return tags;
    }

    /** Time steps whose codes were taken already, lately. */
    Set<Long> spent() {
        return spent;
    }

    /** Whose device this is; null while nobody has enabled it. */
    @Nullable
    String user() {
        return user;
    }

    @Nullable
    Instant enabled() {
        return enabled;
    }

    void assign(String to, Instant when) {
        user = to;
        enabled = when;
    }

    void release() {
        user = null;
        enabled = null;
    }

    Map<String, Object> toTree() {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("serial", serial);
        tree.put("seed", seed);
        if (user != null && enabled != null) {
            tree.put("user", user);
            tree.put("enabled", enabled);
        }
        tree.put("tags", tags);
        tree.put("spent", new ArrayList<>(spent));
        return tree;
    }

    static MfaDevice fromTree(Map<String, Object> tree) throws IOException {
        MfaDevice device = new MfaDevice(World.text(tree, "serial"), World.text(tree, "seed"));
        if (tree.containsKey("user")) {
            device.assign(World.text(tree, "user"), World.instant(tree, "enabled"));
        }
        for (Map.Entry<String, Object> tag : Tree.map(tree.get("tags"), "tags").entrySet()) {
            device.tags.put(tag.getKey(), tag.getValue().toString());
        }
        List<Object> steps = Tree.list(tree.get("spent"));
        for (Object step : steps) {
            device.spent.add(Long.valueOf(step.toString()));
        }
        return device;
    }
}
