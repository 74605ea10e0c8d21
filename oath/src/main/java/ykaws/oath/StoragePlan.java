package ykaws.oath;

import com.yubico.yubikit.core.Version;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import ykaws.oath.OathException.Kind;

/**
 * What a key that holds certain accounts would say to further ones, known before the first of them is sent. It counts
 * each that it finds good as stored.
 */
public final class StoragePlan {
    /** What a NEO has for the answer to CALCULATE ALL; it adds up its accounts before it takes one more. */
    private static final int NEO_BUFFER_BYTES = 2048;

    /** What an account takes up there beside its id: tags, lengths and a code. */
    private static final int NEO_OVERHEAD_BYTES = 9;

    private final Version version;
    private final Set<String> ids = new LinkedHashSet<>();

    StoragePlan(Version version, List<Credential> present) {
        this.version = version;
        for (Credential credential : present) {
            ids.add(credential.id().text());
        }
    }

    /** For a key of this session's firmware. */
    public static StoragePlan of(OathSession session, List<Credential> present) {
        return new StoragePlan(session.version(), present);
    }

    /** Whether the key has an account of this id, or will have it by now. */
    public boolean holds(CredentialId id) {
        return ids.contains(id.text());
    }

    /** Throws what {@link #add} would throw but for the lack of room. */
    public void requireSupported(NewCredential credential) throws OathException {
        Accounts.requireFirmware(version, credential);
        requireNoPrefix(credential.id().text());
    }

    /**
     * One more account, or another secret for one that is there.
     *
     * @throws OathException UNSUPPORTED_BY_FIRMWARE, NO_SPACE; and what is wrong with the account on any key
     */
    public void add(NewCredential credential) throws OathException {
        requireSupported(credential);
        if (!hasRoom(credential.id())) {
            throw OathException.of(
                    Kind.NO_SPACE,
                    credential.id().text(),
                    "no space left on the key for another account: it has " + ids.size()
                            + (Requirement.isNeo(version) ? "" : " of " + Requirement.slots(version))
                            + ", firmware " + version);
        }
        ids.add(credential.id().text());
    }

    /** Refuses an id that a faulty firmware would take for that of another account, and overwrite it. */
    private void requireNoPrefix(String id) throws OathException {
        if (!Requirement.overwritesByPrefix(version)) {
            return;
        }
        for (String other : ids) {
            if (other.startsWith(id) && !other.equals(id)) {
                throw OathException.of(
                        Kind.UNSUPPORTED_BY_FIRMWARE,
                        id,
                        "firmware " + version + " would overwrite '" + other + "', which starts with '" + id
                                + "'; firmware 4.3.5 or newer would not");
            }
        }
    }

    private boolean hasRoom(CredentialId id) {
        if (!Requirement.isNeo(version)) {
            int slots = Requirement.slots(version);
            // A key that holds more than we know of has more room than we know of: it is the judge then.
            return holds(id) || ids.size() < slots || ids.size() > slots;
        }
        // A NEO asks for the room of a new account also when it replaces an old one.
        int bytes = neoBytes(id.toBytes());
        for (String each : ids) {
            bytes += neoBytes(IdText.encode(each));
        }
        return bytes <= NEO_BUFFER_BYTES;
    }

    private static int neoBytes(byte[] id) {
        return id.length + NEO_OVERHEAD_BYTES;
    }
}
