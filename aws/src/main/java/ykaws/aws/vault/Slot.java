package ykaws.aws.vault;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import ykaws.oath.Secret;

/**
 * One way in: the vault's data key, sealed under what an unlocker derives from these parameters.
 *
 * @param kind of the unlocker
 * @param parameters not secret
 * @param wrapped the sealed data key
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier inside this package, never compared
record Slot(String kind, byte[] parameters, byte[] wrapped) {
    static Slot make(Unlocker unlocker, VaultFile.Place place, Secret dataKey) throws VaultException {
        byte[] parameters = unlocker.newParameters();
        try (Secret wrapping = unlocker.wrappingKey(parameters, place.file())) {
            byte[] wrapped = dataKey.expose(
                    bytes -> Aead.seal(wrapping, associated(place.id(), unlocker.kind(), parameters), bytes));
            return new Slot(unlocker.kind(), parameters, wrapped);
        }
    }

    /** The data key, or null if the unlocker does not fit. The caller closes it. */
    @Nullable
    Secret open(Unlocker unlocker, VaultFile.Place place) throws VaultException {
        try (Secret wrapping = unlocker.wrappingKey(parameters.clone(), place.file())) {
            byte[] key = Aead.open(wrapping, associated(place.id(), kind, parameters), wrapped);
            return key == null ? null : Secret.takeOver(key);
        }
    }

    /** Ties a slot to its vault, so that none can be carried over from another. */
    private static byte[] associated(byte[] id, String kind, byte[] parameters) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes("ykaws vault 1 slot".getBytes(StandardCharsets.US_ASCII));
        out.writeBytes(id);
        byte[] name = kind.getBytes(StandardCharsets.UTF_8);
        out.writeBytes(ByteBuffer.allocate(4).putInt(name.length).array());
        out.writeBytes(name);
        out.writeBytes(parameters);
        return out.toByteArray();
    }
}
