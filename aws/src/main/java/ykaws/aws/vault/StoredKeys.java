package ykaws.aws.vault;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import ykaws.aws.AccessKeys;
import ykaws.aws.config.ConfigException;
import ykaws.aws.config.SharedCredentials;
import ykaws.aws.session.KeyIndex;
import ykaws.aws.session.KeySource;

/**
 * All long-term keys: those of the vault, else those of the shared files. The vault is unlocked when its keys are first
 * asked for, and locked again by {@link #close}.
 */
public final class StoredKeys implements KeyIndex, KeySource, AutoCloseable {
    private final Vault vault;
    private final SharedCredentials shared;
    private final Opening opening;
    private @Nullable Map<String, String> index;
    private @Nullable OpenVault open;

    /** How the vault is unlocked when that is needed: asks for a passphrase, say. */
    public interface Opening {
        /** The opened vault; this object closes it. */
        OpenVault open(Vault vault, List<UnlockerInfo> unlockers) throws IOException;
    }

    public StoredKeys(Vault vault, SharedCredentials shared, Opening opening) {
        this.vault = vault;
        this.shared = shared;
        this.opening = opening;
    }

    @Override
    public synchronized Optional<String> accessKeyId(String profile) throws IOException {
        if (index == null) {
            index = vault.index();
        }
        String id = index.get(profile);
        return id != null ? Optional.of(id) : shared.accessKeyId(profile);
    }

    @Override
    public synchronized AccessKeys keys(String profile) throws IOException {
        if (vault.accessKeyId(profile).isPresent()) {
            if (open == null) {
                open = opening.open(vault, vault.unlockers());
            }
            Optional<AccessKeys> found = open.get(profile);
            if (found.isPresent()) {
                return found.get();
            }
        }
        Optional<AccessKeys> found = shared.find(profile);
        if (found.isEmpty()) {
            throw new ConfigException(
                    ConfigException.Kind.NO_CREDENTIALS, "no keys are stored for profile " + profile, null);
        }
        return found.get();
    }

    @Override
    public synchronized void close() {
        if (open != null) {
            open.close();
            open = null;
        }
    }
}
