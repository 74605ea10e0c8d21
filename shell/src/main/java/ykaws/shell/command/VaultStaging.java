package ykaws.shell.command;

import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import ykaws.aws.AccessKeys;
import ykaws.aws.rotate.StagedKeys;
import ykaws.aws.vault.OpenVault;
import ykaws.aws.vault.Vault;

/** The vault as a rotation uses it: opened once, since a YubiKey that opens it asks for a touch each time. */
final class VaultStaging implements StagedKeys, AutoCloseable {
    private final KeyStore keys;
    private final String profile;
    private @Nullable OpenVault open;

    VaultStaging(KeyStore keys, String profile) {
        this.keys = keys;
        this.profile = profile;
    }

    private OpenVault vault() throws IOException {
        OpenVault opened = open;
        if (opened == null) {
            opened = keys.hold();
            open = opened;
        }
        return opened;
    }

    private String stage() {
        return Vault.STAGED + profile;
    }

    @Override
    public AccessKeys current() throws IOException {
        return vault().get(profile).orElseThrow(() -> new IOException("the vault lost the keys of " + profile));
    }

    @Override
    public Optional<AccessKeys> staged() throws IOException {
        return vault().get(stage());
    }

    @Override
    public void stage(AccessKeys fresh) throws IOException {
        vault().put(stage(), fresh);
    }

    @Override
    public void promote() throws IOException {
        vault().supersede(profile, stage());
    }

    @Override
    public void drop() throws IOException {
        vault().remove(stage());
    }

    @Override
    public void close() {
        keys.release();
    }
}
