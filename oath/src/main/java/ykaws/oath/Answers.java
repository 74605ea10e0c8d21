package ykaws.oath;

import com.yubico.yubikit.core.Version;
import com.yubico.yubikit.core.util.Tlv;
import com.yubico.yubikit.core.util.Tlvs;
import java.nio.BufferUnderflowException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The answers of YKOATH. Whatever does not have the described form is BAD_RESPONSE: a card may say anything, and what it
 * says must not end in an unchecked exception.
 */
final class Answers {
    private static final int VERSION_BYTES = 3;

    /** The number of digits and four bytes of value. */
    private static final int TRUNCATED_BYTES = 5;

    private static final int MAX_DIGITS = 10;
    private static final int TYPE_MASK = 0xF0;
    private static final int ALGORITHM_MASK = 0x0F;

    private Answers() {}

    static Selection select(byte[] data) throws OathException {
        byte[] version = null;
        byte[] salt = null;
        byte[] challenge = null;
        for (Tlv tlv : tlvs(Command.SELECT, data)) {
            switch (tlv.getTag()) {
                case Tag.VERSION -> version = tlv.getValue();
                case Tag.NAME -> salt = tlv.getValue();
                case Tag.CHALLENGE -> challenge = tlv.getValue();
                default -> {
                    // The algorithm of VALIDATE (7B) is HMAC-SHA1 everywhere; a newer application may add tags.
                }
            }
        }
        if (salt == null || salt.length == 0) {
            throw bad(Command.SELECT, "no device id");
        }
        if (challenge != null && challenge.length == 0) {
            throw bad(Command.SELECT, "an empty challenge");
        }
        return new Selection(version(version), salt, challenge);
    }

    private static Version version(byte @Nullable [] value) throws OathException {
        if (value == null || value.length < VERSION_BYTES || value[0] < 0 || value[1] < 0 || value[2] < 0) {
            throw bad(Command.SELECT, "no version");
        }
        return Version.fromBytes(value);
    }

    static List<Credential> list(byte[] data) throws OathException {
        List<Credential> credentials = new ArrayList<>();
        for (Tlv tlv : tlvs(Command.LIST, data)) {
            byte[] value = tlv.getValue();
            if (tlv.getTag() != Tag.NAME_LIST || value.length == 0) {
                throw bad(Command.LIST, "not an account");
            }
            OathType type = type(value[0]);
            String name = IdText.decode(Arrays.copyOfRange(value, 1, value.length));
            // The touch of an account is not told here.
            credentials.add(new Credential(CredentialId.parse(name, type), type, algorithm(value[0]), null));
        }
        return credentials;
    }

    private static OathType type(byte typeAndAlgorithm) throws OathException {
        int bits = typeAndAlgorithm & TYPE_MASK;
        if (bits == OathType.HOTP.bits()) {
            return OathType.HOTP;
        }
        if (bits == OathType.TOTP.bits()) {
            return OathType.TOTP;
        }
        throw bad(Command.LIST, "an unknown type of account");
    }

    private static HashAlgorithm algorithm(byte typeAndAlgorithm) throws OathException {
        return switch (typeAndAlgorithm & ALGORITHM_MASK) {
            case 1 -> HashAlgorithm.SHA1;
            case 2 -> HashAlgorithm.SHA256;
            case 3 -> HashAlgorithm.SHA512;
            default -> throw bad(Command.LIST, "an unknown algorithm");
        };
    }

    /** Pairs of a name and what can be said about it. */
    static List<Calculated> calculateAll(byte[] data) throws OathException {
        List<Tlv> tlvs = tlvs(Command.CALCULATE_ALL, data);
        if (tlvs.size() % 2 != 0) {
            throw bad(Command.CALCULATE_ALL, "an account without an answer");
        }
        List<Calculated> all = new ArrayList<>(tlvs.size() / 2);
        for (int i = 0; i < tlvs.size(); i += 2) {
            if (tlvs.get(i).getTag() != Tag.NAME) {
                throw bad(Command.CALCULATE_ALL, "not an account");
            }
            all.add(calculated(IdText.decode(tlvs.get(i).getValue()), tlvs.get(i + 1)));
        }
        return all;
    }

    private static Calculated calculated(String name, Tlv answer) throws OathException {
        return switch (answer.getTag()) {
            case Tag.TRUNCATED ->
                new Calculated(
                        credential(name, OathType.TOTP, false), truncated(Command.CALCULATE_ALL, answer.getValue()));
            case Tag.TOUCH -> new Calculated(credential(name, OathType.TOTP, true), null);
            // Whether an HOTP account asks for a touch is not told before it is calculated.
            case Tag.HOTP -> new Calculated(credential(name, OathType.HOTP, null), null);
            default -> throw bad(Command.CALCULATE_ALL, "an unknown kind of answer");
        };
    }

    private static Credential credential(String name, OathType type, @Nullable Boolean touch) {
        return new Credential(CredentialId.parse(name, type), type, null, touch);
    }

    /** The answer to CALCULATE for a code. */
    static Truncated truncated(byte[] data) throws OathException {
        return truncated(Command.CALCULATE, only(Command.CALCULATE, Tag.TRUNCATED, data));
    }

    private static Truncated truncated(Command command, byte[] value) throws OathException {
        if (value.length != TRUNCATED_BYTES) {
            throw bad(command, "a code of " + value.length + " bytes");
        }
        if (value[0] < 1 || value[0] > MAX_DIGITS) {
            throw bad(command, "a code of " + value[0] + " digits");
        }
        return new Truncated(Totp.bigEndian(value, 1), value[0]);
    }

    /** The answer to CALCULATE for a whole HMAC: what stands behind the number of digits. */
    static byte[] full(byte[] data) throws OathException {
        byte[] value = only(Command.CALCULATE, Tag.RESPONSE, data);
        if (value.length < 2) {
            throw bad(Command.CALCULATE, "no response");
        }
        byte[] hmac = Arrays.copyOfRange(value, 1, value.length);
        Arrays.fill(value, (byte) 0);
        return hmac;
    }

    /** The key's proof that it knows the password; here no number of digits stands before it. */
    static byte[] validate(byte[] data) throws OathException {
        return only(Command.VALIDATE, Tag.RESPONSE, data);
    }

    private static byte[] only(Command command, int tag, byte[] data) throws OathException {
        List<Tlv> tlvs = tlvs(command, data);
        if (tlvs.size() != 1 || tlvs.get(0).getTag() != tag) {
            throw bad(command, "no response");
        }
        return tlvs.get(0).getValue();
    }

    /** As a list: a map would keep one account of all, since they share their tag. */
    private static List<Tlv> tlvs(Command command, byte[] data) throws OathException {
        try {
            return Tlvs.decodeList(data);
        } catch (IllegalArgumentException | BufferUnderflowException e) {
            OathException bad = bad(command, "broken TLV");
            bad.initCause(e);
            throw bad;
        }
    }

    private static OathException bad(Command command, String what) {
        return OathException.badResponse(command.text() + ": " + what);
    }
}
