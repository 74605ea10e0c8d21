package ykaws.aws.vault;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import ykaws.aws.AccessKeys;
import ykaws.oath.Secret;

/** The vault's random key, and the two that are derived from it: one seals the body, one signs the whole file. */
final class DataKey implements AutoCloseable {
    private static final int LENGTH = 32;

    private final Secret key;
    private final Secret sealing;
    private final Secret signing;

    /** Takes the secret over. */
    DataKey(Secret key) {
        this.key = key;
        this.sealing = derive(key, "ykaws vault 1 body");
        this.signing = derive(key, "ykaws vault 1 mac");
    }

    static DataKey random() {
        return new DataKey(Secret.takeOver(Aead.random(LENGTH)));
    }

    /** One block of HKDF-Expand (RFC 5869): the data key is random already, so there is nothing to extract. */
    private static Secret derive(Secret key, String purpose) {
        byte[] info = purpose.getBytes(StandardCharsets.US_ASCII);
        byte[] block = Arrays.copyOf(info, info.length + 1);
        block[info.length] = 1;
        return Secret.takeOver(Aead.hmac(key, block));
    }

    /** For a new slot to wrap. Borrowed. */
    Secret secret() {
        return key;
    }

    /** The file's bytes with these keys in it; its index is made from them. */
    byte[] write(VaultFile header, SortedKeys keys) throws IOException {
        VaultFile content =
                new VaultFile(header.place(), header.generation(), header.slots(), keys.index(), header.sealed());
        byte[] head = VaultFile.head(content);
        byte[] plain = keys.write();
        byte[] authenticated = VaultFile.authenticated(head, Aead.seal(sealing, head, plain));
        Arrays.fill(plain, (byte) 0);
        return VaultFile.whole(authenticated, Aead.hmac(signing, authenticated));
    }

    /**
     * The keys in a file. The caller closes them.
     *
     * @throws VaultException DAMAGED unless every byte of the file is from someone who knew this key
     */
    SortedKeys read(VaultFile file) throws VaultException {
        byte[] mac = Aead.hmac(signing, file.sealed().authenticated());
        byte[] plain = MessageDigest.isEqual(mac, file.sealed().mac())
                ? Aead.open(sealing, file.sealed().head(), file.sealed().body())
                : null;
        if (plain == null) {
            throw VaultFile.damaged(file.place().file(), "it was changed by someone without its key", null);
        }
        try {
            return SortedKeys.read(plain);
        } catch (IOException e) {
            throw VaultFile.damaged(file.place().file(), "its content makes no sense", e);
        } finally {
            Arrays.fill(plain, (byte) 0);
        }
    }

    @Override
    public void close() {
        key.close();
        sealing.close();
        signing.close();
    }

    /** The keys by profile, and their bytes: a count, then name, access key id, length and secret of each. */
    static final class SortedKeys implements AutoCloseable {
        final TreeMap<String, AccessKeys> byProfile = new TreeMap<>();

        Map<String, String> index() {
            Map<String, String> index = new TreeMap<>();
            byProfile.forEach((profile, keys) -> index.put(profile, keys.accessKeyId()));
            return index;
        }

        byte[] write() throws IOException {
            int size = 4;
            for (Map.Entry<String, AccessKeys> entry : byProfile.entrySet()) {
                size += 3
                                * (entry.getKey().length()
                                        + entry.getValue().accessKeyId().length())
                        + 8;
                size += entry.getValue().secretAccessKey().length();
            }
            // Large enough from the start: a buffer that grows leaves copies behind.
            FixedBytes bytes = new FixedBytes(size);
            try (DataOutputStream out = new DataOutputStream(bytes)) {
                out.writeInt(byProfile.size());
                for (Map.Entry<String, AccessKeys> entry : byProfile.entrySet()) {
                    out.writeUTF(entry.getKey());
                    out.writeUTF(entry.getValue().accessKeyId());
                    byte[] secret = entry.getValue().secretAccessKey().expose(byte[]::clone);
                    out.writeInt(secret.length);
                    out.write(secret);
                    Arrays.fill(secret, (byte) 0);
                }
            }
            return bytes.take();
        }

        static SortedKeys read(byte[] plain) throws IOException {
            DataInputStream in = new DataInputStream(new ByteArrayInputStream(plain));
            SortedKeys keys = new SortedKeys();
            for (int left = in.readInt(); left > 0; left--) {
                String profile = in.readUTF();
                String id = in.readUTF();
                byte[] secret = new byte[in.readInt()];
                in.readFully(secret);
                keys.byProfile.put(profile, new AccessKeys(id, Secret.takeOver(secret)));
            }
            return keys;
        }

        @Override
        public void close() {
            byProfile.values().forEach(AccessKeys::close);
        }
    }

    /** A buffer that is wiped when its content is taken. */
    private static final class FixedBytes extends java.io.ByteArrayOutputStream {
        private FixedBytes(int size) {
            super(size);
        }

        private byte[] take() {
            byte[] bytes = toByteArray();
            Arrays.fill(buf, (byte) 0);
            return bytes;
        }
    }
}
