package ykaws.aws.session;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.Provider;
import java.security.SecureRandom;
import java.security.Security;
import java.time.Instant;
import java.util.Arrays;
import java.util.function.Function;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import ykaws.aws.SessionCredentials;
import ykaws.oath.Secret;

/**
 * One entry of the session cache: "YKS1", a nonce of 12 bytes, then AES-256-GCM over the fields that {@link #write}
 * writes, with the request's hash as associated data: an entry does not open under another request's name.
 */
record SealedSession(String label, SessionCredentials credentials) {
    private static final byte[] MAGIC = {'Y', 'K', 'S', '1'};
    private static final String AES_GCM = "AES/GCM/NoPadding";
    private static final int NONCE_LENGTH = 12;
    private static final int HEADER_LENGTH = 4 + NONCE_LENGTH;
    private static final int TAG_BITS = 128;

    static byte[] seal(byte[] key, RequestHash request, SealedSession session) throws IOException {
        byte[] nonce = new byte[NONCE_LENGTH];
        new SecureRandom().nextBytes(nonce);
        byte[] plain = session.write();
        byte[] sealed = new byte[HEADER_LENGTH + plain.length + TAG_BITS / 8];
        System.arraycopy(MAGIC, 0, sealed, 0, MAGIC.length);
        System.arraycopy(nonce, 0, sealed, MAGIC.length, NONCE_LENGTH);
        try {
            cipher(Cipher.ENCRYPT_MODE, key, sealed, request).doFinal(plain, 0, plain.length, sealed, HEADER_LENGTH);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has AES-GCM", e);
        } finally {
            Arrays.fill(plain, (byte) 0);
        }
        return sealed;
    }

    /** Null if it does not open: another key, another request, a changed or cut file. */
    static @Nullable SealedSession open(byte[] key, RequestHash request, byte[] sealed) throws IOException {
        if (sealed.length < HEADER_LENGTH + TAG_BITS / 8
                || !Arrays.equals(sealed, 0, MAGIC.length, MAGIC, 0, MAGIC.length)) {
            return null;
        }
        byte[] plain;
        try {
            plain = cipher(Cipher.DECRYPT_MODE, key, sealed, request)
                    .doFinal(sealed, HEADER_LENGTH, sealed.length - HEADER_LENGTH);
        } catch (AEADBadTagException e) {
            return null;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has AES-GCM", e);
        }
        try {
            return read(plain);
        } finally {
            Arrays.fill(plain, (byte) 0);
        }
    }

    private static Cipher cipher(int mode, byte[] key, byte[] sealed, RequestHash request)
            throws GeneralSecurityException {
        // Asked for by name: the search for a provider instantiates them all, at each start. Other JDKs may lack this
        // one.
        Provider jdk = Security.getProvider("SunJCE");
        Cipher cipher = jdk == null ? Cipher.getInstance(AES_GCM) : Cipher.getInstance(AES_GCM, jdk);
        cipher.init(
                mode,
                new SecretKeySpec(key, "AES"),
                new GCMParameterSpec(TAG_BITS, sealed, MAGIC.length, NONCE_LENGTH));
        cipher.updateAAD(request.bytes());
        return cipher;
    }

    private byte[] write() throws IOException {
        WipedBytes bytes = new WipedBytes();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            Instant expiration = credentials.expiration();
            out.writeUTF(label);
            out.writeLong(expiration.getEpochSecond());
            out.writeInt(expiration.getNano());
            out.writeUTF(credentials.accessKeyId());
            String account = credentials.accountId();
            out.writeBoolean(account != null);
            if (account != null) {
                out.writeUTF(account);
            }
            write(out, credentials.secretAccessKey());
            write(out, credentials.sessionToken());
        }
        return bytes.take();
    }

    private static void write(DataOutputStream out, Secret secret) throws IOException {
        byte[] copy = secret.expose(new Function<byte[], byte[]>() {
            @Override
            public byte[] apply(byte[] bytes) {
                return bytes.clone();
            }
        });
        out.writeInt(copy.length);
        out.write(copy);
        Arrays.fill(copy, (byte) 0);
    }

    private static SealedSession read(byte[] plain) throws IOException {
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(plain));
        String label = in.readUTF();
        Instant expiration = Instant.ofEpochSecond(in.readLong(), in.readInt());
        String accessKeyId = in.readUTF();
        String account = in.readBoolean() ? in.readUTF() : null;
        Secret secret = readSecret(in);
        return new SealedSession(
                label, new SessionCredentials(accessKeyId, secret, readSecret(in), expiration, account));
    }

    private static Secret readSecret(DataInputStream in) throws IOException {
        byte[] bytes = new byte[in.readInt()];
        in.readFully(bytes);
        return Secret.takeOver(bytes);
    }
}
