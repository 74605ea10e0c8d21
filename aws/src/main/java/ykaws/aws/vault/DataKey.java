package ykaws.aws.vault;

import java.io.IOException;
import java.security.MessageDigest;
import java.util.Arrays;
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
        this.sealing = Hkdf.expand(key, Hkdf.label("ykaws vault 1 body"));
        this.signing = Hkdf.expand(key, Hkdf.label("ykaws vault 1 mac"));
    }

    static DataKey random() {
        return new DataKey(Secret.takeOver(Aead.random(LENGTH)));
    }

    /** For a new slot to wrap. Borrowed. */
    Secret secret() {
        return key;
    }

    /** The file's bytes with these keys in it; its index is made from them. */
    byte[] write(VaultFile header, Contents keys) throws IOException {
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
    Contents read(VaultFile file) throws VaultException {
        byte[] mac = Aead.hmac(signing, file.sealed().authenticated());
        byte[] plain = MessageDigest.isEqual(mac, file.sealed().mac())
                ? Aead.open(sealing, file.sealed().head(), file.sealed().body())
                : null;
        if (plain == null) {
            throw VaultFile.damaged(file.place().file(), "it was changed by someone without its key", null);
        }
        try {
            return Contents.read(plain, file.sealed().format());
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
}
