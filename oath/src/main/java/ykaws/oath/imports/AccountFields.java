package ykaws.oath.imports;

import java.util.Locale;
import ykaws.oath.CredentialId;
import ykaws.oath.HashAlgorithm;
import ykaws.oath.NewCredential;
import ykaws.oath.OathException;
import ykaws.oath.OathException.Kind;
import ykaws.oath.OathType;
import ykaws.oath.Secret;
import ykaws.oath.Steam;

/** The fields of one account as an export gives them, one after the other and perhaps wrong. */
final class AccountFields implements AutoCloseable {
    private static final long MAX_COUNTER = 0xFFFF_FFFFL;

    private String issuer = "";
    private String name = "";
    private String type = "totp";
    private String algorithm = "SHA1";
    private long digits = 6;
    private long period = CredentialId.DEFAULT_PERIOD;
    private long counter;
    private Secret key = Secret.takeOver(new byte[0]);
    private String fault = "";

    void issuer(String value) {
        issuer = value.strip();
    }

    boolean hasIssuer() {
        return !issuer.isEmpty();
    }

    void name(String value) {
        name = value.strip();
    }

    boolean hasName() {
        return !name.isEmpty();
    }

    /** In any case: totp, hotp, steam, or what no key knows. */
    void type(String value) {
        type = value.toLowerCase(Locale.ROOT);
    }

    /** In any case. */
    void algorithm(String value) {
        algorithm = value.toUpperCase(Locale.ROOT);
    }

    void digits(long value) {
        digits = value;
    }

    void period(long value) {
        period = value;
    }

    void counter(long value) {
        counter = value;
    }

    /** Takes it over. */
    void key(Secret value) {
        key.close();
        key = value;
    }

    /** Something about the account is wrong: it will be refused. */
    void fault(String why) {
        fault = why;
    }

    /** The account, or why it is none. These fields are of no use afterwards. */
    ImportedAccount finish() {
        String label = label();
        try {
            ImportedAccount account = ImportedAccount.of(draft());
            key = Secret.takeOver(new byte[0]);
            return account;
        } catch (OathException e) {
            return ImportedAccount.refused(label, e.getMessage());
        }
    }

    private String label() {
        return issuer.isEmpty() || name.startsWith(issuer + ":") ? name : issuer + ":" + name;
    }

    private NewCredential draft() throws OathException {
        if (!fault.isEmpty()) {
            throw refused(fault);
        }
        OathType oathType = switch (type) {
            case "totp", "steam" -> OathType.TOTP;
            case "hotp" -> OathType.HOTP;
            default -> throw refused("accounts of type '" + type + "' are not for YubiKeys");
        };
        CredentialId id = id(oathType);
        if (key.length() == 0) {
            throw refused("it has no secret");
        }
        if (counter < 0 || counter > MAX_COUNTER) {
            throw refused("its counter does not fit in 32 bits");
        }
        return NewCredential.builder(id, key)
                .algorithm(hash())
                .digits(Steam.storedDigits(id, (int) Math.max(Math.min(digits, Integer.MAX_VALUE), 0)))
                .counter(oathType == OathType.HOTP ? (int) counter : 0)
                .draft();
    }

    private CredentialId id(OathType oathType) throws OathException {
        if (name.isEmpty()) {
            throw refused("it has no name");
        }
        if (oathType == OathType.TOTP && (period <= 0 || period > Integer.MAX_VALUE)) {
            throw refused("its period is no number of seconds");
        }
        if (type.equals("steam")) {
            return new CredentialId(Steam.ISSUER, name, oathType, (int) period);
        }
        // Some programs write the issuer in front of the name as well.
        String label = label();
        CredentialId parsed = CredentialId.parse(label, OathType.HOTP);
        return new CredentialId(parsed.issuer(), parsed.name().strip(), oathType, (int) period);
    }

    private HashAlgorithm hash() throws OathException {
        return switch (algorithm) {
            case "SHA1" -> HashAlgorithm.SHA1;
            case "SHA256" -> HashAlgorithm.SHA256;
            case "SHA512" -> HashAlgorithm.SHA512;
            default -> throw refused("YubiKeys do not calculate with " + algorithm);
        };
    }

    private static OathException refused(String why) {
        return OathException.of(Kind.INVALID_ARGUMENT, "", why);
    }

    @Override
    public void close() {
        key.close();
    }
}
