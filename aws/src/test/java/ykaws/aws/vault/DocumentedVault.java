package ykaws.aws.vault;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.spec.NamedParameterSpec;
import java.security.spec.XECPrivateKeySpec;
import java.security.spec.XECPublicKeySpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.crypto.Cipher;
import javax.crypto.KeyAgreement;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * A reader of vaults written from docs/vault-format.md alone, with the JDK's cryptography: it uses no class of the
 * program. What it cannot read, the document does not say.
 */
final class DocumentedVault {
    final byte[] id = new byte[16];
    final long generation;
    final List<DocumentedSlot> slots = new ArrayList<>();
    final Map<String, String> index = new TreeMap<>();

    private final byte[] head;
    private final byte[] body;
    private final byte[] beforeMac;
    private final byte[] mac;

    record DocumentedSlot(String kind, byte[] parameters, byte[] wrapped) {}

    DocumentedVault(byte[] file) throws IOException, GeneralSecurityException {
        byte[] checked = Arrays.copyOf(file, file.length - 32);
        byte[] checksum = Arrays.copyOfRange(file, file.length - 32, file.length);
        require(Arrays.equals(MessageDigest.getInstance("SHA-256").digest(checked), checksum), "checksum");
        beforeMac = Arrays.copyOf(file, file.length - 64);
        mac = Arrays.copyOfRange(file, file.length - 64, file.length - 32);
        Counted bytes = new Counted(beforeMac);
        DataInputStream in = new DataInputStream(bytes);
        require(new String(in.readNBytes(8), StandardCharsets.US_ASCII).equals("YKAWSVLT"), "magic");
        require(in.read() == 2, "version");
        in.readFully(id);
        in.readNBytes(8);
        generation = in.readLong();
        int count = in.readUnsignedByte();
        for (int i = 0; i < count; i++) {
            slots.add(new DocumentedSlot(in.readUTF(), bytes(in), bytes(in)));
        }
        int profiles = in.readInt();
        for (int i = 0; i < profiles; i++) {
            index.put(in.readUTF(), in.readUTF());
        }
        head = Arrays.copyOf(file, bytes.position());
        body = bytes(in);
        require(in.available() == 0, "end");
    }

    /** {@code "access key id secret"} by profile. */
    Map<String, String> keys(byte[] dataKey) throws IOException, GeneralSecurityException {
        require(Arrays.equals(hmac(expand(dataKey, label("ykaws vault 1 mac")), beforeMac), mac), "MAC");
        byte[] plain = open(expand(dataKey, label("ykaws vault 1 body")), head, body);
        DataInputStream in = new DataInputStream(new Counted(plain));
        in.readNBytes(32);
        Map<String, String> keys = new TreeMap<>();
        int count = in.readInt();
        for (int i = 0; i < count; i++) {
            String profile = in.readUTF();
            keys.put(profile, in.readUTF() + " " + new String(bytes(in), StandardCharsets.UTF_8));
        }
        require(in.available() == 0, "end of the body");
        return keys;
    }

    byte[] dataKey(DocumentedSlot slot, byte[] wrappingKey) throws IOException, GeneralSecurityException {
        byte[] publicKey = Arrays.copyOfRange(slot.wrapped, 0, 32);
        byte[] sender = Arrays.copyOfRange(slot.wrapped, 92, 124);
        byte[] kind = slot.kind.getBytes(StandardCharsets.UTF_8);
        byte[] associated =
                join(label("ykaws vault 1 slot"), id, new byte[] {0, 0, 0, (byte) kind.length}, kind, slot.parameters);
        byte[] voucher = open(
                expand(wrappingKey, label("ykaws vault 2 voucher")),
                associated,
                Arrays.copyOfRange(slot.wrapped, 32, 92));
        byte[] shared = x25519(expand(wrappingKey, label("ykaws vault 2 private key")), sender);
        byte[] boxKey = derive(voucher, shared, join(label("ykaws vault 2 box"), sender, publicKey));
        return open(boxKey, associated, Arrays.copyOfRange(slot.wrapped, 124, 184));
    }

    static byte[] label(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    static byte[] derive(byte[] salt, byte[] input, byte[] info) throws GeneralSecurityException {
        return expand(hmac(salt, input), info);
    }

    private static byte[] expand(byte[] key, byte[] info) throws GeneralSecurityException {
        return hmac(key, join(info, new byte[] {1}));
    }

    static byte[] hmac(byte[] key, byte[] message) throws GeneralSecurityException {
        Mac hmac = Mac.getInstance("HmacSHA256");
        hmac.init(new SecretKeySpec(key, "HmacSHA256"));
        return hmac.doFinal(message);
    }

    private static byte[] open(byte[] key, byte[] associated, byte[] sealed) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(
                Cipher.DECRYPT_MODE,
                new SecretKeySpec(key, "AES"),
                new GCMParameterSpec(128, Arrays.copyOf(sealed, 12)));
        cipher.updateAAD(associated);
        return cipher.doFinal(sealed, 12, sealed.length - 12);
    }

    private static byte[] x25519(byte[] scalar, byte[] point) throws GeneralSecurityException {
        byte[] bigEndian = new byte[32];
        for (int i = 0; i < 32; i++) {
            bigEndian[i] = point[31 - i];
        }
        KeyFactory keys = KeyFactory.getInstance("X25519");
        KeyAgreement agreement = KeyAgreement.getInstance("X25519");
        agreement.init(keys.generatePrivate(new XECPrivateKeySpec(NamedParameterSpec.X25519, scalar)));
        agreement.doPhase(
                keys.generatePublic(new XECPublicKeySpec(NamedParameterSpec.X25519, new BigInteger(1, bigEndian))),
                true);
        return agreement.generateSecret();
    }

    private static byte[] join(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    private static byte[] bytes(DataInputStream in) throws IOException {
        return in.readNBytes(in.readInt());
    }

    private static void require(boolean fact, String what) throws IOException {
        if (!fact) {
            throw new IOException(what);
        }
    }

    /** Tells how far it was read. */
    private static final class Counted extends java.io.ByteArrayInputStream {
        private Counted(byte[] bytes) {
            super(bytes);
        }

        int position() {
            return pos;
        }
    }
}
