package ykaws.oath;

import com.yubico.yubikit.core.Version;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import ykaws.oath.OathException.Kind;

/** What an account needs before it may go onto a key, and the bytes in which it goes. */
final class Accounts {
    /** Some keys refuse a shorter key; HMAC fills up with zeros anyway. */
    private static final int MIN_KEY_BYTES = 14;

    private static final int PROPERTY_TOUCH = 0x02;

    /** Type, algorithm and number of digits before the key. */
    private static final int KEY_HEADER_BYTES = 2;

    private Accounts() {}

    static void requireFirmware(Version version, NewCredential credential) throws OathException {
        credential.requireStorable();
        String id = credential.id().text();
        if (credential.touch()) {
            Requirement.TOUCH.require(version, id);
        }
        if (credential.algorithm() == HashAlgorithm.SHA512) {
            Requirement.SHA512.require(version, id);
        }
    }

    static void requireFree(List<Credential> present, String id) throws OathException {
        for (Credential credential : present) {
            if (credential.id().text().equals(id)) {
                throw OathException.of(Kind.ACCOUNT_EXISTS, id, "the key has an account '" + id + "' already");
            }
        }
    }

    static void requireRenamable(Version version, CredentialId from, CredentialId to) throws OathException {
        Requirement.RENAME.require(version, from.text());
        to.requireStorable();
        if (from.type() != to.type() || from.period() != to.period()) {
            throw OathException.of(
                    Kind.INVALID_ARGUMENT, to.text(), "renaming cannot change the type or period of an account");
        }
    }

    /** The bytes of an id to be found. A NEO runs over the end of an array if they are too many. */
    static byte[] existing(CredentialId id) throws OathException {
        byte[] bytes = id.toBytes();
        if (bytes.length > CredentialId.MAX_BYTES) {
            throw OathException.of(Kind.NO_SUCH_ACCOUNT, id.text(), "no account '" + id.text() + "' on the key");
        }
        return bytes;
    }

    /** LIST's accounts with the touch flags of CALCULATE ALL. */
    static List<Credential> join(List<Credential> listed, List<Calculated> calculated) {
        Map<String, @Nullable Boolean> touches = new HashMap<>();
        for (Calculated each : calculated) {
            touches.put(each.credential().id().text(), each.credential().touch());
        }
        List<Credential> joined = new ArrayList<>(listed.size());
        for (Credential c : listed) {
            joined.add(new Credential(c.id(), c.type(), c.algorithm(), touches.get(c.id().text())));
        }
        return joined;
    }

    /**
     * The data of PUT; the order of its parts is fixed.
     *
     * @return an array that holds the key and is wiped by whoever sends it
     */
    static byte[] putData(NewCredential credential) {
        byte[] key = credential.key().expose(bytes -> Hmac.shorten(credential.algorithm(), bytes, MIN_KEY_BYTES));
        byte[] typed = new byte[KEY_HEADER_BYTES + key.length];
        try {
            typed[0] = (byte) (credential.type().bits() | credential.algorithm().bits());
            typed[1] = (byte) credential.digits();
            System.arraycopy(key, 0, typed, KEY_HEADER_BYTES, key.length);
            CommandData data =
                    new CommandData().tlv(Tag.NAME, credential.id().toBytes()).tlv(Tag.KEY, typed);
            if (credential.touch()) {
                // Tag and value with no length between: the one part that is no TLV.
                data.raw(Tag.PROPERTY).raw(PROPERTY_TOUCH);
            }
            if (credential.counter() != 0) {
                data.tlv(Tag.IMF, bigEndian(credential.counter()));
            }
            return data.take();
        } finally {
            Arrays.fill(key, (byte) 0);
            Arrays.fill(typed, (byte) 0);
        }
    }

    private static byte[] bigEndian(int value) {
        return new byte[] {(byte) (value >> 24), (byte) (value >> 16), (byte) (value >> 8), (byte) value};
    }
}
