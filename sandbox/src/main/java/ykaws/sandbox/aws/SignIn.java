package ykaws.sandbox.aws;

import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A sign-in to the console that was prepared.
 *
 * @param token what the browser brings
 * @param principal who will be signed in
 * @param seconds how long the console session then lasts; 0: as long as the credentials
 * @param expires when the token is no longer taken
 */
record SignIn(String token, String principal, int seconds, Instant expires) {
    Map<String, Object> toTree() {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("token", token);
        tree.put("principal", principal);
        tree.put("seconds", Integer.toString(seconds));
        tree.put("expires", expires);
        return tree;
    }

    static SignIn fromTree(Map<String, Object> tree) throws IOException {
        return new SignIn(
                World.text(tree, "token"),
                World.text(tree, "principal"),
                Integer.parseInt(World.text(tree, "seconds")),
                World.instant(tree, "expires"));
    }
}
