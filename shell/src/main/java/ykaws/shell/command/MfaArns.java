package ykaws.shell.command;

import java.util.Optional;
import ykaws.oath.CredentialId;
import ykaws.oath.MfaArn;

/** Which MFA device an account's name stands for. */
final class MfaArns {
    private MfaArns() {}

    /** The ARN in a name: as it is, behind an issuer, or as awsu abbreviates it (which names no partition: aws). */
    static Optional<MfaArn> of(CredentialId id) {
        return MfaArn.in(id);
    }

    /** For questions before an account is lost: its name, and that AWS may ask for its codes. */
    static String described(CredentialId id) {
        return id.text() + (of(id).isPresent() ? " (an IAM user's MFA device)" : "");
    }
}
