package ykaws.shell.endpoint;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.function.LongSupplier;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The session tokens of IMDSv2. Each carries its end and a MAC over it, so that none has to be remembered. */
final class MetadataTokens {
    private static final String MAC = "HmacSHA256";
    private static final int NONCE_BYTES = 8;
    private static final int BODY_BYTES = Long.BYTES + NONCE_BYTES;

    private final LongSupplier nanos;
    private final SecureRandom random = new SecureRandom();
    private final SecretKeySpec key;

    /** @param nanos a clock that nobody can set, since a token's end must not move */
    MetadataTokens(LongSupplier nanos) {
        this.nanos = nanos;
        byte[] bytes = new byte[32];
        random.nextBytes(bytes);
        this.key = new SecretKeySpec(bytes, MAC);
        Arrays.fill(bytes, (byte) 0);
    }

    String issue(Duration life) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        byte[] body = ByteBuffer.allocate(BODY_BYTES)
                .putLong(nanos.getAsLong() + life.toNanos())
                .put(nonce)
                .array();
        byte[] token = Arrays.copyOf(body, BODY_BYTES + 32);
        System.arraycopy(mac(body), 0, token, BODY_BYTES, 32);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(token);
    }

    boolean isGood(String token) {
        byte[] bytes;
        try {
            bytes = Base64.getUrlDecoder().decode(token.getBytes(US_ASCII));
        } catch (IllegalArgumentException e) {
            return false;
        }
        if (bytes.length != BODY_BYTES + 32) {
            return false;
        }
        byte[] body = Arrays.copyOf(bytes, BODY_BYTES);
        boolean ours = MessageDigest.isEqual(mac(body), Arrays.copyOfRange(bytes, BODY_BYTES, bytes.length));
        return ours && ByteBuffer.wrap(body).getLong() - nanos.getAsLong() > 0;
    }

    private byte[] mac(byte[] body) {
        try {
            Mac mac = Mac.getInstance(MAC);
            mac.init(key);
            return mac.doFinal(body);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + MAC, e);
        }
    }
}
