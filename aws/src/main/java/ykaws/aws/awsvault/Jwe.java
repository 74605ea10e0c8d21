package ykaws.aws.awsvault;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.Key;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;
import ykaws.aws.awsvault.AwsVaultException.Kind;
import ykaws.oath.Secret;

/**
 * JSON Web Encryption in its compact form (RFC 7516), of the one kind that aws-vault's files are: a content key wrapped by
 * AES-128 under PBKDF2-HMAC-SHA256 of a passphrase (PBES2-HS256+A128KW, RFC 7518 section 4.8), content by AES-256-GCM.
 */
final class Jwe {
    private static final String ALGORITHM = "PBES2-HS256+A128KW";
    private static final String ENCRYPTION = "A256GCM";
    private static final int PARTS = 5;
    private static final int TAG_BITS = 128;
    /** jose2go takes 8192. A changed file must not be able to cost us hours. */
    private static final int MOST_ITERATIONS = 10_000_000;

    private static final JsonFactory JSON = new JsonFactory();

    private final String name;
    private final String[] parts;
    private String algorithm = "";
    private String encryption = "";
    private byte[] salt = {};
    private int iterations;

    private Jwe(String name, String[] parts) {
        this.name = name;
        this.parts = parts;
    }

    /**
     * The content. The caller wipes it.
     *
     * @param name of the file, for messages
     * @throws AwsVaultException LOCKED, DAMAGED
     */
    static byte[] open(String name, String compact, Secret passphrase) throws AwsVaultException {
        Jwe jwe = new Jwe(name, compact.strip().split("\\.", -1));
        if (jwe.parts.length != PARTS) {
            throw jwe.damaged(null);
        }
        jwe.readHeader();
        return jwe.decrypt(passphrase);
    }

    private void readHeader() throws AwsVaultException {
        try (JsonParser header = JSON.createParser(part(0))) {
            if (header.nextToken() != JsonToken.START_OBJECT) {
                throw damaged(null);
            }
            while (header.nextToken() == JsonToken.FIELD_NAME) {
                String field = header.currentName();
                header.nextToken();
                switch (field) {
                    case "alg" -> algorithm = header.getText();
                    case "enc" -> encryption = header.getText();
                    case "p2s" -> salt = Base64.getUrlDecoder().decode(header.getText());
                    case "p2c" -> iterations = header.getIntValue();
                    // It would be compressed, or ask for what we don't know.
                    case "zip", "crit" -> throw damaged(null);
                    default -> header.skipChildren();
                }
            }
        } catch (AwsVaultException e) {
            throw e;
        } catch (IOException | IllegalArgumentException e) {
            throw damaged(e);
        }
        boolean ours = algorithm.equals(ALGORITHM) && encryption.equals(ENCRYPTION);
        if (!ours || iterations < 1 || iterations > MOST_ITERATIONS) {
            throw damaged(null);
        }
    }

    private byte[] decrypt(Secret passphrase) throws AwsVaultException {
        byte[] wrapped = part(1);
        byte[] iv = part(2);
        byte[] sealed = join(part(3), part(4));
        try {
            Key content = contentKey(wrapped, passphrase);
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(Cipher.DECRYPT_MODE, content, new GCMParameterSpec(TAG_BITS, iv));
            cipher.updateAAD(parts[0].getBytes(StandardCharsets.US_ASCII));
            return cipher.doFinal(sealed);
        } catch (InvalidKeyException e) {
            throw new AwsVaultException(Kind.LOCKED, "wrong passphrase for aws-vault's " + name, e);
        } catch (AEADBadTagException e) {
            throw damaged(e);
        } catch (GeneralSecurityException e) {
            throw damaged(e);
        }
    }

    /** RFC 3394 proves the unwrapped key, so that a wrong passphrase shows here. */
    private Key contentKey(byte[] wrapped, Secret passphrase) throws GeneralSecurityException {
        byte[] salted = join((ALGORITHM + "\0").getBytes(StandardCharsets.US_ASCII), salt);
        char[] characters = characters(passphrase);
        PBEKeySpec spec = new PBEKeySpec(characters, salted, iterations, 128);
        try {
            SecretKey derived =
                    SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256").generateSecret(spec);
            Cipher unwrap = Cipher.getInstance("AESWrap");
            unwrap.init(Cipher.UNWRAP_MODE, new SecretKeySpec(derived.getEncoded(), "AES"));
            return unwrap.unwrap(wrapped, "AES", Cipher.SECRET_KEY);
        } finally {
            spec.clearPassword();
            Arrays.fill(characters, '\0');
        }
    }

    private static char[] characters(Secret passphrase) {
        return passphrase.expose(bytes -> {
            CharBuffer decoded = StandardCharsets.UTF_8.decode(ByteBuffer.wrap(bytes));
            char[] characters = new char[decoded.remaining()];
            decoded.get(characters);
            Arrays.fill(decoded.array(), '\0');
            return characters;
        });
    }

    private byte[] part(int index) throws AwsVaultException {
        try {
            return Base64.getUrlDecoder().decode(parts[index]);
        } catch (IllegalArgumentException e) {
            throw damaged(e);
        }
    }

    private static byte[] join(byte[] first, byte[] second) {
        ByteArrayOutputStream both = new ByteArrayOutputStream();
        both.writeBytes(first);
        both.writeBytes(second);
        return both.toByteArray();
    }

    private AwsVaultException damaged(@org.jspecify.annotations.Nullable Throwable cause) {
        return new AwsVaultException(Kind.DAMAGED, "aws-vault's " + name + " is not what aws-vault writes", cause);
    }
}
