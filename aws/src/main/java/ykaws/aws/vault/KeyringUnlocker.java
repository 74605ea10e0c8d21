package ykaws.aws.vault;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Optional;
import ykaws.aws.keystore.Keystore;
import ykaws.oath.Secret;

/** A random key in the operating system's keystore, which is open while its owner is logged in. */
public final class KeyringUnlocker implements Unlocker {
    public static final String KIND = "keyring";

    private static final int LENGTH = 16;
    private static final int KEY_LENGTH = 32;
    private static final String PREFIX = "vault:";

    private final Keystore keystore;

    public KeyringUnlocker(Keystore keystore) {
        this.keystore = keystore;
    }

    @Override
    public String kind() {
        return KIND;
    }

    /** The keystore reads back what it stored before this returns. */
    @Override
    public byte[] newParameters() throws IOException {
        byte[] parameters = Aead.random(LENGTH);
        try (Secret key = Secret.takeOver(Aead.random(KEY_LENGTH))) {
            keystore.put(entry(parameters), key);
        }
        return parameters;
    }

    @Override
    public Secret wrappingKey(byte[] parameters, Path vault) throws IOException {
        if (parameters.length != LENGTH) {
            throw VaultFile.damaged(vault, "a keyring slot of an unknown kind", null);
        }
        Optional<Secret> key = keystore.get(entry(parameters));
        if (key.isEmpty()) {
            throw new VaultException(
                    VaultException.Kind.LOCKED,
                    vault,
                    "the keyring holds no key of the vault " + vault + ", or is locked",
                    null);
        }
        try (Secret found = key.get()) {
            return Hkdf.derive(parameters, found, Hkdf.label("ykaws vault 2 keyring"));
        }
    }

    @Override
    public void discard(byte[] parameters) throws IOException {
        keystore.delete(entry(parameters));
    }

    private static String entry(byte[] parameters) {
        return PREFIX + HexFormat.of().formatHex(parameters);
    }
}
