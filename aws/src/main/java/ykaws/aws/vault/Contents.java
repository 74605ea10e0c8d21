package ykaws.aws.vault;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import ykaws.aws.AccessKeys;
import ykaws.oath.Secret;

/** What is sealed in a vault: its voucher, and the keys by profile (docs/vault-format.md, "body"). */
final class Contents implements AutoCloseable {
    private static final int VOUCHER_LENGTH = 32;

    final TreeMap<String, AccessKeys> byProfile = new TreeMap<>();
    private final Secret voucher;

    private Contents(Secret voucher) {
        this.voucher = voucher;
    }

    /**
     * What slots are made with.
     *
     * @param dataKey borrowed
     * @param voucher borrowed
     */
    record Keys(Secret dataKey, Secret voucher) {}

    /** Nothing but a new voucher. */
    static Contents empty() {
        return new Contents(Secret.takeOver(Aead.random(VOUCHER_LENGTH)));
    }

    Keys keys(DataKey key) {
        return new Keys(key.secret(), voucher);
    }

    Map<String, String> index() {
        Map<String, String> index = new TreeMap<>();
        byProfile.forEach((profile, keys) -> index.put(profile, keys.accessKeyId()));
        return index;
    }

    byte[] write() throws IOException {
        int size = VOUCHER_LENGTH + 4;
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
            write(out, voucher);
            out.writeInt(byProfile.size());
            for (Map.Entry<String, AccessKeys> entry : byProfile.entrySet()) {
                out.writeUTF(entry.getKey());
                out.writeUTF(entry.getValue().accessKeyId());
                out.writeInt(entry.getValue().secretAccessKey().length());
                write(out, entry.getValue().secretAccessKey());
            }
        }
        return bytes.take();
    }

    private static void write(DataOutputStream out, Secret secret) throws IOException {
        byte[] bytes = secret.expose(byte[]::clone);
        out.write(bytes);
        Arrays.fill(bytes, (byte) 0);
    }

    /** @param format of the file; 1 had no voucher: it gets one with its next change */
    static Contents read(byte[] plain, int format) throws IOException {
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(plain));
        Contents contents = format == 1 ? empty() : new Contents(secret(in, VOUCHER_LENGTH));
        boolean whole = false;
        try {
            for (int left = in.readInt(); left > 0; left--) {
                String profile = in.readUTF();
                String id = in.readUTF();
                contents.byProfile.put(profile, new AccessKeys(id, secret(in, in.readInt())));
            }
            whole = in.available() == 0;
        } finally {
            if (!whole) {
                contents.close();
            }
        }
        if (!whole) {
            throw new IOException("bytes after the last key");
        }
        return contents;
    }

    private static Secret secret(DataInputStream in, int length) throws IOException {
        if (length < 0 || length > in.available()) {
            throw new IOException("a length beyond the body");
        }
        byte[] secret = new byte[length];
        in.readFully(secret);
        return Secret.takeOver(secret);
    }

    @Override
    public void close() {
        voucher.close();
        byProfile.values().forEach(AccessKeys::close);
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
