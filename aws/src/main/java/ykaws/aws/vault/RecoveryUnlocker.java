package ykaws.aws.vault;

import java.nio.file.Path;
import ykaws.oath.Secret;

/** A code on paper. It has 128 random bits, so it is not stretched. */
public final class RecoveryUnlocker implements Unlocker, AutoCloseable {
    public static final String KIND = "recovery";

    private static final int SALT_LENGTH = 16;

    private final Secret key;

    /** Takes over the key of a code ({@link RecoveryCode#read}). */
    public RecoveryUnlocker(Secret key) {
        this.key = key;
    }

    /** With a code that nobody has seen yet. */
    public static RecoveryUnlocker fresh() {
        return new RecoveryUnlocker(RecoveryCode.random());
    }

    /** To be shown once. The caller wipes it. */
    public char[] code() {
        return RecoveryCode.write(key);
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public byte[] newParameters() {
        return Aead.random(SALT_LENGTH);
    }

    @Override
    public Secret wrappingKey(byte[] parameters, Path vault) throws VaultException {
        if (parameters.length != SALT_LENGTH) {
            throw VaultFile.damaged(vault, "a recovery slot of an unknown kind", null);
        }
        return Hkdf.derive(parameters, key, Hkdf.label("ykaws vault 2 recovery"));
    }

    @Override
    public void close() {
        key.close();
    }
}
