package ykaws.oath;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Random;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import org.jspecify.annotations.Nullable;
import ykaws.oath.OathException.Kind;

/** The password of the OATH application (YKOATH, SET CODE and VALIDATE). */
final class AccessCode {
    private static final int KEY_BYTES = 16;
    private static final int CHALLENGE_BYTES = 8;

    /** The type under which SET CODE stores the key: TOTP and SHA-1, as for an account. */
    private static final int KEY_TYPE = OathType.TOTP.bits() | HashAlgorithm.SHA1.bits();

    private static final String KDF = "PBKDF2WithHmacSHA1";
    private static final int ROUNDS = 1000;

    private final Applet applet;
    private @Nullable Random random;

    AccessCode(Applet applet) {
        this.applet = applet;
    }

    void challengesFrom(Random source) {
        random = source;
    }

    /** PBKDF2 with HMAC-SHA1 over the password in UTF-8, not normalised; 1000 rounds, as all clients have them. */
    static Secret derive(char[] password, byte[] salt) {
        PBEKeySpec spec = new PBEKeySpec(password, salt, ROUNDS, KEY_BYTES * Byte.SIZE);
        try {
            return Secret.takeOver(
                    SecretKeyFactory.getInstance(KDF).generateSecret(spec).getEncoded());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the JDK lacks " + KDF, e);
        } finally {
            spec.clearPassword();
        }
    }

    /**
     * VALIDATE.
     *
     * @param challenge the one of the last SELECT; a wrong password does not use it up
     * @return false if the key is the wrong one
     */
    boolean validate(Secret accessKey, byte[] challenge) throws IOException {
        byte[] ours = newChallenge();
        byte[] data = new CommandData()
                .tlv(Tag.RESPONSE, prove(accessKey, challenge))
                .tlv(Tag.CHALLENGE, ours)
                .take();
        byte[] proof;
        try {
            proof = Answers.validate(applet.send(Command.VALIDATE, 0, data, ""));
        } catch (OathException e) {
            if (e.kind() == Kind.WRONG_PASSWORD) {
                return false;
            }
            throw e;
        }
        if (!MessageDigest.isEqual(prove(accessKey, ours), proof)) {
            throw OathException.of(
                    Kind.IMPOSTOR,
                    "",
                    "the key took the password but could not prove that it knows it: do not trust it");
        }
        return true;
    }

    /** SET CODE, with the proof that both sides mean the same key. */
    void set(Secret accessKey) throws IOException {
        if (accessKey.length() != KEY_BYTES) {
            throw new IllegalArgumentException("access key of " + accessKey.length() + " bytes");
        }
        byte[] challenge = newChallenge();
        CommandData data = new CommandData().raw(Tag.KEY).raw(1 + KEY_BYTES).raw(KEY_TYPE);
        accessKey.expose(data::bytes);
        data.tlv(Tag.CHALLENGE, challenge).tlv(Tag.RESPONSE, prove(accessKey, challenge));
        applet.send(Command.SET_CODE, 0, data.take(), "");
    }

    /** SET CODE without a key. */
    void remove() throws IOException {
        applet.send(Command.SET_CODE, 0, new byte[] {Tag.KEY, 0}, "");
    }

    private static byte[] prove(Secret accessKey, byte[] challenge) {
        return accessKey.expose(key -> Hmac.compute(HashAlgorithm.SHA1, key, challenge));
    }

    private byte[] newChallenge() {
        if (random == null) {
            random = new SecureRandom();
        }
        byte[] challenge = new byte[CHALLENGE_BYTES];
        random.nextBytes(challenge);
        return challenge;
    }
}
