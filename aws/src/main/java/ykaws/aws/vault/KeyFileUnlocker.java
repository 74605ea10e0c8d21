package ykaws.aws.vault;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import ykaws.aws.session.SecretFiles;
import ykaws.aws.session.UnsafeFileException;
import ykaws.oath.Secret;

/**
 * A key file beside the vault: no protection, for a sandbox that has nothing to protect. It refuses a vault that lies
 * elsewhere, so that real keys don't end up behind it.
 */
public final class KeyFileUnlocker implements Unlocker {
    private static final int LENGTH = 32;
    private static final int SALT_LENGTH = 16;

    private final Path keyFile;
    private final SecretFiles files;

    /**
     * Unlocks by that file.
     *
     * @param keyFile made when the first slot is; the vault must be in its folder or below
     */
    public KeyFileUnlocker(Path keyFile) {
        this.keyFile = keyFile.toAbsolutePath().normalize();
        this.files = new SecretFiles((file, formerMode) -> {
            // Its keys work in one sandbox only.
        });
    }

    @Override
    public String kind() {
        return "sandbox";
    }

    @Override
    public byte[] newParameters() throws VaultException {
        try {
            if (files.read(keyFile).isEmpty()) {
                files.replace(keyFile, Aead.random(LENGTH));
            }
            return Aead.random(SALT_LENGTH);
        } catch (IOException e) {
            throw failed(e);
        }
    }

    @Override
    public Secret wrappingKey(byte[] parameters, Path vault) throws VaultException {
        if (!vault.toAbsolutePath().normalize().startsWith(keyFile.getParent())) {
            throw new VaultException(
                    VaultException.Kind.LOCKED, vault, "a sandbox's key does not open a vault outside of it", null);
        }
        if (parameters.length != SALT_LENGTH) {
            throw VaultFile.damaged(vault, "a sandbox slot of an unknown kind", null);
        }
        Optional<byte[]> key;
        try {
            key = files.read(keyFile);
        } catch (IOException e) {
            throw failed(e);
        }
        if (key.isEmpty() || key.get().length != LENGTH) {
            throw new VaultException(
                    VaultException.Kind.LOCKED, vault, "the sandbox's key file " + keyFile + " is missing", null);
        }
        ByteArrayOutputStream info = new ByteArrayOutputStream();
        info.writeBytes("ykaws vault 1 sandbox".getBytes(StandardCharsets.US_ASCII));
        info.writeBytes(parameters);
        try (Secret file = Secret.takeOver(key.get())) {
            return Secret.takeOver(Aead.hmac(file, info.toByteArray()));
        }
    }

    private VaultException failed(IOException e) {
        VaultException.Kind kind =
                e instanceof UnsafeFileException ? VaultException.Kind.UNSAFE_FILE : VaultException.Kind.IO;
        return new VaultException(kind, keyFile, String.valueOf(e.getMessage()), e);
    }
}
