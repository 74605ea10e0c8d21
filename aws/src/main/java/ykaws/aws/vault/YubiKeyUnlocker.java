package ykaws.aws.vault;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Optional;
import ykaws.oath.Secret;

/**
 * An HMAC-SHA256 account of its own on a YubiKey, which asks for a touch.
 *
 * <p>Each time it unlocks, account and challenge are made anew. The new account's key is made here, so that its answer is
 * known without a second touch, and is then only on the YubiKey. An answer that was listened to opens no later file.
 */
public final class YubiKeyUnlocker implements Unlocker {
    public static final String KIND = "yubikey";

    static final int CHALLENGE_LENGTH = 8;
    static final int SALT_LENGTH = 16;
    static final int LENGTH = 4 + VaultAccount.NAME_LENGTH + 1 + CHALLENGE_LENGTH + SALT_LENGTH;

    private static final int KEY_LENGTH = 32;

    private final VaultKey key;

    public YubiKeyUnlocker(VaultKey key) {
        this.key = key;
    }

    /** A slot's parameters, taken apart. */
    @SuppressWarnings("ArrayRecordComponent") // a carrier inside this class, never compared
    private record Parameters(VaultAccount account, byte[] challenge, byte[] salt) {
        static Parameters random(VaultAccount account) {
            return new Parameters(account, Aead.random(CHALLENGE_LENGTH), Aead.random(SALT_LENGTH));
        }

        static Parameters read(byte[] bytes) {
            ByteBuffer in = ByteBuffer.wrap(bytes);
            VaultAccount account = VaultAccount.read(in);
            byte[] challenge = new byte[CHALLENGE_LENGTH];
            byte[] salt = new byte[SALT_LENGTH];
            in.get(challenge).get(salt);
            return new Parameters(account, challenge, salt);
        }

        byte[] write() {
            ByteBuffer out = ByteBuffer.allocate(LENGTH);
            account.write(out);
            return out.put(challenge).put(salt).array();
        }

        Secret wrappingKey(Secret hmac) {
            return Hkdf.derive(salt, hmac, Hkdf.label("ykaws vault 2 yubikey"));
        }
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public byte[] newParameters() throws IOException {
        String name = HexFormat.of().formatHex(Aead.random(VaultAccount.NAME_LENGTH));
        Parameters parameters = Parameters.random(new VaultAccount(key.serial(), name, false));
        try (Secret fresh = Secret.takeOver(Aead.random(KEY_LENGTH))) {
            key.store(parameters.account, fresh);
        }
        return parameters.write();
    }

    @Override
    public boolean owns(byte[] parameters) {
        try {
            return parameters.length == LENGTH
                    && Parameters.read(parameters).account.serial() == key.serial();
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public Secret wrappingKey(byte[] parameters, Path vault) throws IOException {
        if (parameters.length != LENGTH) {
            throw VaultFile.damaged(vault, "a yubikey slot of an unknown kind", null);
        }
        Parameters slot = Parameters.read(parameters);
        try (Secret hmac = key.hmac(slot.account, slot.challenge)) {
            return slot.wrappingKey(hmac);
        }
    }

    @Override
    public boolean renews() {
        return true;
    }

    @Override
    public Optional<Renewal> renew(byte[] parameters) throws IOException {
        Parameters next = Parameters.random(Parameters.read(parameters).account.other());
        try (Secret fresh = Secret.takeOver(Aead.random(KEY_LENGTH));
                Secret hmac = hmac(fresh, next.challenge)) {
            key.store(next.account, fresh);
            return Optional.of(new Renewal(next.write(), next.wrappingKey(hmac)));
        }
    }

    @Override
    public void notRenewed(IOException why) {
        key.notRenewed(why);
    }

    @Override
    public void discard(byte[] parameters) throws IOException {
        key.delete(Parameters.read(parameters).account);
    }

    /** What the key will answer to that challenge. */
    private static Secret hmac(Secret key, byte[] challenge) {
        return Secret.takeOver(Aead.hmac(key, challenge));
    }
}
