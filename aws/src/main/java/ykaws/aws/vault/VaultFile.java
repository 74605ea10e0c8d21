package ykaws.aws.vault;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A vault file, taken apart (docs/vault-format.md).
 *
 * @param place the file, and the vault's random name
 * @param generation one more at each change
 * @param slots the unlockers
 * @param index which profile has which access key id; readable by everybody who can read the file
 */
record VaultFile(Place place, long generation, List<Slot> slots, Map<String, String> index, Sealed sealed) {
    static final int ID_LENGTH = 16;
    static final int KEY_ID_LENGTH = 8;

    private static final byte[] MAGIC = "YKAWSVLT".getBytes(StandardCharsets.US_ASCII);
    private static final int VERSION = 2;
    private static final int FIRST_VERSION = 1;
    private static final int DIGEST_LENGTH = 32;

    /**
     * Which vault, and where.
     *
     * @param id random, for the vault's life
     * @param keyId random, made with the data key: tells a process that another gave the vault a new one
     */
    @SuppressWarnings("ArrayRecordComponent") // a carrier inside this package, never compared
    record Place(Path file, byte[] id, byte[] keyId) {
        static Place fresh(Path file) {
            return new Place(file, Aead.random(ID_LENGTH), Aead.random(KEY_ID_LENGTH));
        }

        Place withNewKey() {
            return new Place(file, id, Aead.random(KEY_ID_LENGTH));
        }
    }

    /**
     * The sealed part.
     *
     * @param format the file's version
     * @param head all bytes before the body: the body's associated data
     * @param body the sealed keys
     * @param authenticated all bytes before the MAC
     * @param mac under the data key
     */
    @SuppressWarnings("ArrayRecordComponent") // a carrier inside this package, never compared
    record Sealed(int format, byte[] head, byte[] body, byte[] authenticated, byte[] mac) {
        static final Sealed NONE = new Sealed(VERSION, new byte[0], new byte[0], new byte[0], new byte[0]);
    }

    /** The next state of this vault, with these slots. */
    VaultFile with(List<Slot> others) {
        return new VaultFile(place, generation + 1, others, index, sealed);
    }

    /** All bytes before the body. */
    static byte[] head(VaultFile content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.write(MAGIC);
            out.writeByte(VERSION);
            out.write(content.place.id());
            out.write(content.place.keyId());
            out.writeLong(content.generation);
            out.writeByte(content.slots.size());
            for (Slot slot : content.slots) {
                out.writeUTF(slot.kind());
                writeBytes(out, slot.parameters());
                writeBytes(out, slot.wrapped());
            }
            out.writeInt(content.index.size());
            for (Map.Entry<String, String> entry : content.index.entrySet()) {
                out.writeUTF(entry.getKey());
                out.writeUTF(entry.getValue());
            }
        }
        return bytes.toByteArray();
    }

    static byte[] authenticated(byte[] head, byte[] body) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.write(head);
            writeBytes(out, body);
        }
        return bytes.toByteArray();
    }

    /** The whole file. The checksum at its end needs no key: it tells a damaged file from a wrong passphrase. */
    static byte[] whole(byte[] authenticated, byte[] mac) {
        byte[] bytes = Arrays.copyOf(authenticated, authenticated.length + 2 * DIGEST_LENGTH);
        System.arraycopy(mac, 0, bytes, authenticated.length, DIGEST_LENGTH);
        byte[] checksum = sha256(bytes, bytes.length - DIGEST_LENGTH);
        System.arraycopy(checksum, 0, bytes, bytes.length - DIGEST_LENGTH, DIGEST_LENGTH);
        return bytes;
    }

    /** @throws VaultException DAMAGED if a byte is not as it was written */
    static VaultFile parse(Path file, byte[] bytes) throws VaultException {
        int end = bytes.length - DIGEST_LENGTH;
        if (end < MAGIC.length + DIGEST_LENGTH || !Arrays.equals(bytes, 0, MAGIC.length, MAGIC, 0, MAGIC.length)) {
            throw damaged(file, "it is no vault, or was cut", null);
        }
        if (!MessageDigest.isEqual(sha256(bytes, end), Arrays.copyOfRange(bytes, end, bytes.length))) {
            throw damaged(file, "its bytes don't match its checksum", null);
        }
        int version = bytes[MAGIC.length];
        if (version < FIRST_VERSION || version > VERSION) {
            throw new VaultException(
                    VaultException.Kind.IO,
                    file,
                    file + " was written by a newer ykaws (format " + version + ")",
                    null);
        }
        try {
            return parseChecked(file, bytes, end - DIGEST_LENGTH);
        } catch (IOException | RuntimeException e) {
            throw damaged(file, "it makes no sense", e);
        }
    }

    private static VaultFile parseChecked(Path file, byte[] bytes, int end) throws IOException {
        ByteArrayInputStream all = new ByteArrayInputStream(bytes, 0, end);
        DataInputStream in = new DataInputStream(all);
        in.readFully(new byte[MAGIC.length + 1]);
        byte[] id = new byte[ID_LENGTH];
        in.readFully(id);
        byte[] keyId = new byte[KEY_ID_LENGTH];
        if (bytes[MAGIC.length] > FIRST_VERSION) {
            in.readFully(keyId);
        }
        long generation = in.readLong();
        List<Slot> slots = new ArrayList<>();
        for (int left = in.readUnsignedByte(); left > 0; left--) {
            slots.add(new Slot(in.readUTF(), readBytes(in), readBytes(in)));
        }
        Map<String, String> index = new TreeMap<>();
        for (int left = in.readInt(); left > 0; left--) {
            index.put(in.readUTF(), in.readUTF());
        }
        byte[] head = Arrays.copyOf(bytes, end - all.available());
        byte[] body = readBytes(in);
        if (all.available() > 0) {
            throw new IOException("bytes after the body");
        }
        byte[] mac = Arrays.copyOfRange(bytes, end, end + DIGEST_LENGTH);
        Sealed sealed = new Sealed(bytes[MAGIC.length], head, body, Arrays.copyOf(bytes, end), mac);
        return new VaultFile(new Place(file, id, keyId), generation, slots, index, sealed);
    }

    /** Says also where the former state is, if it is still there. */
    static VaultException damaged(Path file, String why, @Nullable Throwable cause) {
        Path former = VaultStore.former(file);
        String rescue = Files.exists(former) ? "; its former state is in " + former : "";
        return new VaultException(
                VaultException.Kind.DAMAGED, file, "the vault " + file + " is damaged: " + why + rescue, cause);
    }

    private static void writeBytes(DataOutputStream out, byte[] bytes) throws IOException {
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static byte[] readBytes(DataInputStream in) throws IOException {
        int length = in.readInt();
        if (length < 0 || length > in.available()) {
            throw new IOException("a length beyond the file");
        }
        byte[] bytes = new byte[length];
        in.readFully(bytes);
        return bytes;
    }

    static byte[] sha256(byte[] bytes, int length) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(bytes, 0, length);
            return digest.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
