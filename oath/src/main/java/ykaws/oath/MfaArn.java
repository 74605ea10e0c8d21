package ykaws.oath;

import java.util.List;
import java.util.Optional;
import ykaws.oath.OathException.Kind;

/**
 * The ARN of a virtual MFA device, {@code arn:PARTITION:iam::ACCOUNT:mfa/PATH/NAME}, and the names under which programs
 * keep its account on a key.
 *
 * @param account twelve digits
 * @param path starts and ends with a slash; {@code /} if there is none
 */
public record MfaArn(String partition, String account, String path, String name) {
    private static final int ACCOUNT_DIGITS = 12;
    private static final int FIELDS = 6;
    private static final String RESOURCE = "mfa/";
    private static final String AWSU_ISSUER = "aws/iam/";

    /** Empty if the text is anything but the ARN of a virtual MFA device. */
    public static Optional<MfaArn> parse(String text) {
        if (!text.startsWith("arn:")) {
            return Optional.empty();
        }
        String[] fields = text.split(":", FIELDS + 1);
        if (fields.length != FIELDS
                || !isPartition(fields[1])
                || !fields[2].equals("iam")
                || !fields[3].isEmpty()
                || !isAccount(fields[4])
                || !fields[5].startsWith(RESOURCE)) {
            return Optional.empty();
        }
        String resource = fields[5].substring(RESOURCE.length() - 1);
        int slash = resource.lastIndexOf('/');
        String name = resource.substring(slash + 1);
        return name.isEmpty()
                ? Optional.empty()
                : Optional.of(new MfaArn(fields[1], fields[4], resource.substring(0, slash + 1), name));
    }

    /**
     * The device that an account's name stands for: an ARN as it is, behind an issuer, or as awsu abbreviates it (which
     * names no partition: aws).
     */
    public static Optional<MfaArn> in(CredentialId id) {
        Optional<MfaArn> whole = parse(id.text());
        if (whole.isPresent()) {
            return whole;
        }
        String issuer = id.issuer();
        if (issuer != null && issuer.startsWith(AWSU_ISSUER)) {
            return parse("arn:aws:iam::" + issuer.substring(AWSU_ISSUER.length()) + ":mfa/" + id.name());
        }
        return parse(id.name());
    }

    private static boolean isPartition(String text) {
        return text.equals("aws") || (text.startsWith("aws-") && text.length() > "aws-".length());
    }

    private static boolean isAccount(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return text.length() == ACCOUNT_DIGITS;
    }

    /** The ARN itself: AWS's serial number of the device. */
    public String text() {
        return "arn:" + partition + ":iam::" + account + ":mfa" + path + name;
    }

    /**
     * The id under which ykaws stores the account: the ARN (as ykman and aws-vault), or {@code aws/iam/ACCOUNT:NAME} (as
     * awsu) where the ARN is too long for a key.
     *
     * @throws OathException INVALID_NAME if both are
     */
    public CredentialId accountName() throws OathException {
        for (CredentialId spelling : spellings()) {
            if (spelling.toBytes().length <= CredentialId.MAX_BYTES) {
                return spelling.requireStorable();
            }
        }
        throw OathException.of(
                Kind.INVALID_NAME,
                text(),
                "the device name '" + name + "' is too long: neither its ARN nor '" + awsuText() + "' fits the "
                        + CredentialId.MAX_BYTES + " bytes of an account on a YubiKey");
    }

    /** The ids that programs use for it: the ARN, and awsu's. */
    public List<CredentialId> spellings() {
        return List.of(CredentialId.of(text()), CredentialId.of(awsuText()));
    }

    private String awsuText() {
        return AWSU_ISSUER + account + ":" + name;
    }

    /** Whether an account on the key is this device's, in any spelling, {@code issuer:ARN} included. */
    public boolean names(CredentialId id) {
        String text = id.text();
        return text.equals(text()) || text.equals(awsuText()) || id.name().equals(text());
    }

    @Override
    public String toString() {
        return text();
    }
}
