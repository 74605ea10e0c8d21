package ykaws.sandbox.aws;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;

/** Ids and secrets in the forms that AWS gives them. */
public final class Identifiers {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int ID_LENGTH = 20;
    /** The account's place in the first six bytes of an access key id's 16 base32 characters. */
    private static final long ACCOUNT_MASK = 0x7fff_ffff_ff80L;

    private static final int ACCOUNT_SHIFT = 7;

    private Identifiers() {}

    /**
     * The account that an access key id carries; empty if it has another form. Ids issued before 2019 carry none, which
     * this cannot tell from a wrong one.
     */
    public static Optional<String> accountOf(String accessKeyId) {
        if (accessKeyId.length() != ID_LENGTH || !accessKeyId.matches("[A-Z]{4}[A-Z2-7]{16}")) {
            return Optional.empty();
        }
        ByteBuffer bytes = ByteBuffer.wrap(Base32.decode(accessKeyId.substring(4)));
        long first = bytes.getLong(0) >>> 16;
        return Optional.of(String.format("%012d", (first & ACCOUNT_MASK) >>> ACCOUNT_SHIFT));
    }

    /** A fresh access key id: {@code AKIA…} for a long-term key, {@code ASIA…} for a session's. */
    static String accessKeyId(String prefix) {
        byte[] random = random(10);
        long first = (1L << 47) | (Long.parseLong(LocalAws.ACCOUNT) << ACCOUNT_SHIFT) | (random[9] & 0x7f);
        ByteBuffer bytes = ByteBuffer.wrap(random);
        bytes.putShort(0, (short) (first >>> 32));
        bytes.putInt(2, (int) first);
        return prefix + Base32.encode(random);
    }

    /** Forty characters, as a secret access key has. */
    static String secret() {
        return Base64.getEncoder().encodeToString(random(30));
    }

    static String sessionToken() {
        return Base64.getEncoder().encodeToString(random(192));
    }

    /** The 64 base32 characters that AWS gives as the seed of a virtual MFA device. */
    static String seed() {
        return Base32.encode(random(40));
    }

    /** The same id for the same thing each time: {@code AIDA…} for a user, {@code AROA…} for a role. */
    static String uniqueId(String prefix, String arn) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(arn.getBytes(UTF_8));
            return prefix + Base32.encode(hash).substring(0, 17);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static byte[] random(int length) {
        byte[] bytes = new byte[length];
        RANDOM.nextBytes(bytes);
        return bytes;
    }
}
