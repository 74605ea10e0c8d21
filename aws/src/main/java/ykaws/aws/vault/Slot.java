package ykaws.aws.vault;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import ykaws.oath.Secret;

/**
 * One way in: the vault's data key, for who has the wrapping key that an unlocker derives from these parameters.
 *
 * <p>The data key is sealed for an X25519 key whose private half is made from the wrapping key. So a new data key can be
 * given to all slots while their passphrases and keys are elsewhere. Sealing needs also the vault's voucher, which is in
 * the body and, under the wrapping key, in each slot: without it anybody could make a file that a slot opens.
 *
 * @param kind of the unlocker
 * @param parameters not secret
 * @param wrapped public key, sealed voucher, box with the data key; in format 1 the data key under the wrapping key
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier inside this package, never compared
record Slot(String kind, byte[] parameters, byte[] wrapped) {
    private static final int SEALED = 12 + 32 + 16;
    private static final int FORMAT_1_LENGTH = SEALED;
    private static final int BOX = X25519.LENGTH + SEALED;
    private static final int LENGTH = X25519.LENGTH + SEALED + BOX;
    private static final int ID_BYTES = 4;

    /** What a slot gives to whoever opens it. */
    record Opened(Secret dataKey, int slot) {}

    static Slot make(Unlocker unlocker, VaultFile.Place place, Contents.Keys keys) throws IOException {
        byte[] parameters = unlocker.newParameters();
        boolean made = false;
        try (Secret wrapping = unlocker.wrappingKey(parameters, place.file())) {
            Slot slot = wrapped(new Slot(unlocker.kind(), parameters, new byte[0]), wrapping, place, keys);
            made = true;
            return slot;
        } finally {
            if (!made) {
                discard(unlocker, parameters);
            }
        }
    }

    /** What went wrong before is what the caller should hear of. */
    static void discard(Unlocker unlocker, byte[] parameters) {
        try {
            unlocker.discard(parameters);
        } catch (IOException e) {
            // Then it stays behind, and opens nothing.
        }
    }

    /** The slot of that kind and with those parameters, for that wrapping key. */
    static Slot wrapped(Slot slot, Secret wrapping, VaultFile.Place place, Contents.Keys keys) {
        byte[] associated = slot.associated(place.id());
        try (Secret scalar = privateKey(wrapping);
                Secret sealing = voucherKey(wrapping)) {
            byte[] publicKey = X25519.publicKey(scalar);
            byte[] voucher = keys.voucher().expose(bytes -> Aead.seal(sealing, associated, bytes));
            ByteBuffer out = ByteBuffer.allocate(LENGTH).put(publicKey).put(voucher);
            return new Slot(
                    slot.kind,
                    slot.parameters,
                    out.put(box(publicKey, associated, keys)).array());
        }
    }

    /** The same slot with another data key. */
    Optional<Slot> rewrapped(VaultFile.Place place, Contents.Keys keys) {
        if (wrapped.length != LENGTH) {
            return Optional.empty();
        }
        byte[] publicKey = Arrays.copyOf(wrapped, X25519.LENGTH);
        byte[] all = wrapped.clone();
        byte[] box = box(publicKey, associated(place.id()), keys);
        System.arraycopy(box, 0, all, LENGTH - BOX, BOX);
        return Optional.of(new Slot(kind, parameters, all));
    }

    private static byte[] box(byte[] publicKey, byte[] associated, Contents.Keys keys) {
        try (Secret ephemeral = Secret.takeOver(Aead.random(X25519.LENGTH))) {
            byte[] sender = X25519.publicKey(ephemeral);
            byte[] shared = X25519.agree(ephemeral, publicKey);
            if (shared == null) {
                throw new IllegalStateException("a slot's public key is of small order");
            }
            try (Secret agreed = Secret.takeOver(shared);
                    Secret key = boxKey(agreed, keys.voucher(), sender, publicKey)) {
                byte[] sealed = keys.dataKey().expose(bytes -> Aead.seal(key, associated, bytes));
                return ByteBuffer.allocate(BOX).put(sender).put(sealed).array();
            }
        }
    }

    /** The data key, or null if the unlocker does not fit. The caller closes it. */
    @Nullable
    Secret open(Unlocker unlocker, VaultFile.Place place) throws IOException {
        try (Secret wrapping = unlocker.wrappingKey(parameters.clone(), place.file())) {
            if (wrapped.length == FORMAT_1_LENGTH) {
                byte[] key = Aead.open(wrapping, associated(place.id()), wrapped);
                return key == null ? null : Secret.takeOver(key);
            }
            return wrapped.length == LENGTH ? open(wrapping, associated(place.id())) : null;
        }
    }

    private @Nullable Secret open(Secret wrapping, byte[] associated) {
        byte[] publicKey = Arrays.copyOf(wrapped, X25519.LENGTH);
        int boxAt = LENGTH - BOX;
        byte[] sender = Arrays.copyOfRange(wrapped, boxAt, boxAt + X25519.LENGTH);
        try (Secret scalar = privateKey(wrapping);
                Secret sealing = voucherKey(wrapping)) {
            byte[] voucher = Aead.open(sealing, associated, Arrays.copyOfRange(wrapped, X25519.LENGTH, boxAt));
            byte[] shared = voucher == null ? null : X25519.agree(scalar, sender);
            if (voucher == null || shared == null || !Arrays.equals(publicKey, X25519.publicKey(scalar))) {
                return null;
            }
            try (Secret vouching = Secret.takeOver(voucher);
                    Secret agreed = Secret.takeOver(shared);
                    Secret key = boxKey(agreed, vouching, sender, publicKey)) {
                byte[] sealed = Arrays.copyOfRange(wrapped, boxAt + X25519.LENGTH, LENGTH);
                byte[] dataKey = Aead.open(key, associated, sealed);
                return dataKey == null ? null : Secret.takeOver(dataKey);
            }
        }
    }

    private static Secret privateKey(Secret wrapping) {
        return Hkdf.expand(wrapping, Hkdf.label("ykaws vault 2 private key"));
    }

    private static Secret voucherKey(Secret wrapping) {
        return Hkdf.expand(wrapping, Hkdf.label("ykaws vault 2 voucher"));
    }

    private static Secret boxKey(Secret agreed, Secret voucher, byte[] sender, byte[] receiver) {
        ByteArrayOutputStream info = new ByteArrayOutputStream();
        info.writeBytes(Hkdf.label("ykaws vault 2 box"));
        info.writeBytes(sender);
        info.writeBytes(receiver);
        return voucher.expose(salt -> Hkdf.derive(salt, agreed, info.toByteArray()));
    }

    /** Ties a slot to its vault, so that none can be carried over from another. */
    private byte[] associated(byte[] id) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(Hkdf.label("ykaws vault 1 slot"));
        out.writeBytes(id);
        byte[] name = kind.getBytes(StandardCharsets.UTF_8);
        out.writeBytes(ByteBuffer.allocate(4).putInt(name.length).array());
        out.writeBytes(name);
        out.writeBytes(parameters);
        return out.toByteArray();
    }

    UnlockerInfo info() {
        boolean key = kind.equals(YubiKeyUnlocker.KIND) && parameters.length == YubiKeyUnlocker.LENGTH;
        Optional<VaultAccount> account =
                key ? Optional.of(VaultAccount.read(ByteBuffer.wrap(parameters))) : Optional.empty();
        // What renewing changes must not change the id.
        byte[] lasting = key ? Arrays.copyOf(parameters, 4 + VaultAccount.NAME_LENGTH) : parameters;
        ByteArrayOutputStream named = new ByteArrayOutputStream();
        named.writeBytes(kind.getBytes(StandardCharsets.UTF_8));
        named.writeBytes(lasting);
        byte[] digest = VaultFile.sha256(named.toByteArray(), named.size());
        return new UnlockerInfo(HexFormat.of().formatHex(digest, 0, ID_BYTES), kind, account);
    }
}
