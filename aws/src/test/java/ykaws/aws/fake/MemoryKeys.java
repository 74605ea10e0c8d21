package ykaws.aws.fake;

import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import ykaws.aws.AwsException;
import ykaws.aws.AwsException.Kind;
import ykaws.aws.UserAccessKey;

/** The access keys of {@link MemoryAws}'s user. Signers that never were among them are taken for valid. */
public final class MemoryKeys {
    public final Map<String, UserAccessKey> all = new LinkedHashMap<>();

    /** When keys were last used; those that are not here never were. */
    public final Map<String, Instant> used = new HashMap<>();

    /** How often AWS refuses a new key before it knows it. */
    public int delay;

    private final Set<String> everKnown = new HashSet<>();
    private final Map<String, Integer> unseen = new LinkedHashMap<>();

    MemoryKeys() {
        all.put("AKIADEV", new UserAccessKey("AKIADEV", true, Instant.EPOCH));
    }

    void made(String id, Instant when) {
        all.put(id, new UserAccessKey(id, true, when));
        everKnown.add(id);
        unseen.put(id, delay);
    }

    void requireAlive(String signer) throws AwsException {
        everKnown.addAll(all.keySet());
        UserAccessKey key = all.get(signer);
        int left = unseen.getOrDefault(signer, 0);
        unseen.put(signer, left - 1);
        if (left > 0 || (everKnown.contains(signer) && (key == null || !key.active()))) {
            throw MemoryAws.error(Kind.BAD_CREDENTIALS, "any");
        }
    }
}
