package ykaws.sandbox.aws;

import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Temporary credentials that STS gave out.
 *
 * @param key id and secret, {@code ASIA…}
 * @param token what must come along in {@code x-amz-security-token}
 * @param expires from then on they are refused
 * @param holder who acts with them
 */
record Session(AccessKey key, String token, Instant expires, Holder holder) {

    /**
     * Who acts with a session.
     *
     * @param origin the call that made it
     * @param role the role taken on, or null for a session of the user itself (GetSessionToken, GetFederationToken)
     * @param name the user's name, or the role session's name, or the federated user's
     * @param mfaAt when an MFA code was given; null if none was, and always null in a role, whose sessions carry no
     *     MFA context of their own
     */
    record Holder(
            Origin origin,
            @Nullable String role,
            String name,
            @Nullable Instant mfaAt) {}

    /** The call that made a session, as far as something depends on it. */
    enum Origin {
        SESSION_TOKEN,
        /** AssumeRole with long-term keys. */
        ROLE,
        /** AssumeRole with another session. */
        CHAINED_ROLE,
        FEDERATION_TOKEN
    }

    Map<String, Object> toTree() {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("id", key.accessKeyId());
        tree.put("secret", key.secretAccessKey());
        tree.put("token", token);
        tree.put("expires", expires);
        tree.put("name", holder.name);
        tree.put("origin", holder.origin.name());
        if (holder.role != null) {
            tree.put("role", holder.role);
        }
        if (holder.mfaAt != null) {
            tree.put("mfaAt", holder.mfaAt);
        }
        return tree;
    }

    static Session fromTree(Map<String, Object> tree) throws IOException {
        AccessKey key = new AccessKey(World.text(tree, "id"), World.text(tree, "secret"));
        String role = tree.containsKey("role") ? World.text(tree, "role") : null;
        Instant mfaAt = tree.containsKey("mfaAt") ? World.instant(tree, "mfaAt") : null;
        Origin byDefault = role == null ? Origin.SESSION_TOKEN : Origin.CHAINED_ROLE;
        Origin origin = tree.containsKey("origin") ? Origin.valueOf(World.text(tree, "origin")) : byDefault;
        Holder holder = new Holder(origin, role, World.text(tree, "name"), mfaAt);
        return new Session(key, World.text(tree, "token"), World.instant(tree, "expires"), holder);
    }
}
