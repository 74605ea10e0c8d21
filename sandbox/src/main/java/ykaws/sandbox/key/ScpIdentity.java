package ykaws.sandbox.key;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Optional;
import ykaws.sandbox.StateFolder;

/**
 * The key pair by which a software key proves itself in SCP11b, made when it is first asked for and kept in a file of
 * its own, since most keys never need one.
 */
final class ScpIdentity {
    private final StateFolder folder;
    private final int serial;

    ScpIdentity(StateFolder folder, int serial) {
        this.folder = folder;
        this.serial = serial;
    }

    private static String name(int serial) {
        return "key-" + serial + ".scp";
    }

    static void forget(StateFolder folder, int serial) throws IOException {
        Path file = folder.path().resolve(name(serial));
        Files.deleteIfExists(file);
    }

    PrivateKey privateKey() throws IOException {
        try {
            byte[] encoded = Bytes.ofHex(lines()[0]).toArray();
            return KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(encoded));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new IOException("the SCP key of the software key is damaged: " + name(serial), e);
        }
    }

    byte[] certificate() throws IOException {
        return Bytes.ofHex(lines()[1]).toArray();
    }

    private String[] lines() throws IOException {
        byte[] content = folder.locked(() -> {
            Optional<byte[]> known = folder.read(name(serial));
            return known.isPresent() ? known.get() : create();
        });
        String[] lines = new String(content, US_ASCII).split("\n", -1);
        if (lines.length < 2) {
            throw new IOException("the SCP key of the software key is damaged: " + name(serial));
        }
        return lines;
    }

    private byte[] create() throws IOException {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            KeyPair keys = generator.generateKeyPair();
            String content = Bytes.of(keys.getPrivate().getEncoded()).hex() + "\n"
                    + Bytes.of(SelfSigned.certificate(keys, "software YubiKey " + serial))
                            .hex()
                    + "\n";
            byte[] bytes = content.getBytes(US_ASCII);
            folder.write(name(serial), bytes);
            return bytes;
        } catch (GeneralSecurityException e) {
            throw new IOException("no EC keys from this JDK", e);
        }
    }
}
