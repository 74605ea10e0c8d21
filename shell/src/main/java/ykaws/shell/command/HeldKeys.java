package ykaws.shell.command;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import ykaws.aws.AccessKeys;
import ykaws.aws.session.KeySource;

/**
 * Long-term keys that a server keeps for as long as it runs: when it renews a session there is nobody whom it could ask
 * to unlock the vault.
 */
final class HeldKeys implements KeySource, AutoCloseable {
    private final KeySource source;
    private final Map<String, AccessKeys> held = new HashMap<>();

    /** @param source asked once for each profile */
    HeldKeys(KeySource source) {
        this.source = source;
    }

    @Override
    public synchronized AccessKeys keys(String profile) throws IOException {
        AccessKeys known = held.get(profile);
        if (known == null) {
            known = source.keys(profile);
            held.put(profile, known);
        }
        return known.copy();
    }

    @Override
    public synchronized void close() {
        held.values().forEach(AccessKeys::close);
        held.clear();
    }
}
