package ykaws.shell.command;

import java.util.Optional;
import ykaws.oath.CredentialId;
import ykaws.oath.MfaArn;

/** Which MFA device an account's name stands for. */
final class MfaArns {
    private static final String AWSU_ISSUER = "aws/iam/";

    private MfaArns() {}

    /** The ARN in a name: as it is, behind an issuer, or as awsu abbreviates it (which names no partition: aws). */
    static Optional<MfaArn> of(CredentialId id) {
        Optional<MfaArn> whole = MfaArn.parse(id.text());
        if (whole.isPresent()) {
            return whole;
        }
        String issuer = id.issuer();
        if (issuer != null && issuer.startsWith(AWSU_ISSUER)) {
            return MfaArn.parse("arn:aws:iam::" + issuer.substring(AWSU_ISSUER.length()) + ":mfa/" + id.name());
        }
        return MfaArn.parse(id.name());
    }
}
