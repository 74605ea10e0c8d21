package ykaws.aws.vault;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import ykaws.oath.Secret;

/**
 * A passphrase, stretched by Argon2id (RFC 9106). The costs are in the slot, so that a later version may raise them
 * without locking anybody out.
 */
public final class PassphraseUnlocker implements Unlocker {
    /** RFC 9106, section 4, second recommended option: 64 MiB, 3 passes, 4 lanes. */
    static final Costs COSTS = new Costs(64 * 1024, 3, 4);

    private static final byte ARGON2ID_13 = 0x13;
    private static final int SALT_LENGTH = 16;
    private static final int LENGTH = 1 + 4 + 4 + 1 + SALT_LENGTH;

    private final Secret passphrase;
    private final Costs costs;

    /** What one guess costs. The limits keep a changed file from eating memory and minutes before it is refused. */
    record Costs(int memoryKib, int passes, int lanes) {
        private static final int MOST_KIB = 256 * 1024;
        private static final int MOST_PASSES = 16;

        boolean isSane() {
            return lanes >= 1
                    && lanes <= 64
                    && memoryKib >= 8 * lanes
                    && memoryKib <= MOST_KIB
                    && passes >= 1
                    && passes <= MOST_PASSES;
        }
    }

    /**
     * Unlocks by that passphrase.
     *
     * @param passphrase UTF-8; borrowed: the caller closes it
     */
    public PassphraseUnlocker(Secret passphrase) {
        this(passphrase, COSTS);
    }

    PassphraseUnlocker(Secret passphrase, Costs costs) {
        this.passphrase = passphrase;
        this.costs = costs;
    }

    @Override
    public String kind() {
        return "passphrase";
    }

    @Override
    public byte[] newParameters() {
        return ByteBuffer.allocate(LENGTH)
                .put(ARGON2ID_13)
                .putInt(costs.memoryKib())
                .putInt(costs.passes())
                .put((byte) costs.lanes())
                .put(Aead.random(SALT_LENGTH))
                .array();
    }

    @Override
    public Secret wrappingKey(byte[] parameters, Path vault) throws VaultException {
        if (parameters.length != LENGTH || parameters[0] != ARGON2ID_13) {
            throw VaultFile.damaged(vault, "a passphrase slot of an unknown kind", null);
        }
        ByteBuffer fields = ByteBuffer.wrap(parameters, 1, LENGTH - 1);
        Costs stored = new Costs(fields.getInt(), fields.getInt(), fields.get());
        if (!stored.isSane()) {
            throw VaultFile.damaged(vault, "a passphrase slot with costs beyond reason", null);
        }
        byte[] salt = new byte[SALT_LENGTH];
        fields.get(salt);
        return passphrase.expose(bytes -> Secret.takeOver(Argon2id.stretch(bytes, stored, salt)));
    }
}
